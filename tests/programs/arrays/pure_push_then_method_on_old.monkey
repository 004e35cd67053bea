let a = [1]
let b = push(a, 2)
a.push(3)
puts(a, b)
// expect: [1, 3]
// expect: [1, 2]
let c = [1]
let d = push(c, 2)
c.pop()
c.unshift(0)
puts(c, d)
// expect: [0]
// expect: [1, 2]
