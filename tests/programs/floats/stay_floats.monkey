puts(1.5 + 1.5, 2.0 * 3, 4.0 - 1)
// expect: 3.0
// expect: 6.0
// expect: 3.0
puts(type(1.0 + 1), type(2.0 ** 2), type(4.0 / 2))
// expect: float
// expect: float
// expect: float
let x = 0
x += 0.5
x += 0.5
puts(x, [x], {"x": x}, `${x}`)
// expect: 1.0
// expect: [1.0]
// expect: {"x": 1.0}
// expect: 1.0
