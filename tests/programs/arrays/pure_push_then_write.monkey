let a = [1, 2]
let b = push(a, 3)
b[0] = 10
puts(a, b)
// expect: [1, 2]
// expect: [10, 2, 3]
a[1] = 20
puts(a, b)
// expect: [1, 20]
// expect: [10, 2, 3]
a.push("x")
b.push("y")
puts(a, b)
// expect: [1, 20, "x"]
// expect: [10, 2, 3, "y"]
