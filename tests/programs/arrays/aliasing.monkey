let a = [1, 2]
let b = a
b.push(3)
b[0] = 9
puts(a, a == b)
// expect: [9, 2, 3]
// expect: true
fn change(xs) { xs.push("changed"); xs = [] }
change(a)
puts(a) // expect: [9, 2, 3, "changed"]
let h = {"list": a}
h.list.pop()
puts(a) // expect: [9, 2, 3]
