let a = []
a.push(1)
a.push(2.0)
a.push("x")
puts(a) // expect: [1, 2.0, "x"]
let b = [true]
b.push(1)
puts(b, b[0] == true, b[1] == true)
// expect: [true, 1]
// expect: true
// expect: false
let c = [1.5]
let d = push(c, 2)
puts(c, d, type(d[1]))
// expect: [1.5]
// expect: [1.5, 2]
// expect: int
