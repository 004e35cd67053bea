let a = 1
const b = 2
let c = a + b
puts(c) // expect: 3
a = 10
puts(a, b, c)
// expect: 10
// expect: 2
// expect: 3
