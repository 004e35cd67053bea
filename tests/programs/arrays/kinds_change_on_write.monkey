let a = [1, 2, 3]
a[1] = 2.5
puts(a) // expect: [1, 2.5, 3]
a[0] = "s"
puts(a, a[1] + 1)
// expect: ["s", 2.5, 3]
// expect: 3.5
let f = [1.5, 2.5]
f[0] = 1
puts(f, type(f[0]), type(f[1]))
// expect: [1, 2.5]
// expect: int
// expect: float
let b = [true, false]
b[0] = null
puts(b) // expect: [null, false]
