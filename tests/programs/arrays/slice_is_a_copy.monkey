let a = [1, 2, 3, 4]
let b = a[1:3]
b[0] = 99
b.push(5)
puts(a, b)
// expect: [1, 2, 3, 4]
// expect: [99, 3, 5]
let c = a[:]
a[0] = 0
puts(c) // expect: [1, 2, 3, 4]
