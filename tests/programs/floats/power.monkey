puts(2.0 ** 10, 9.0 ** 0.5, 2 ** 0.5, 0.0 ** 0)
// expect: 1024.0
// expect: 3.0
// expect: 1.4142135623730951
// expect: 1.0
puts((-8.0) ** 2, (-8.0) ** 0.5, 10.0 ** -2, 2.0 ** 2000)
// expect: 64.0
// expect: NaN
// expect: 0.01
// expect: Infinity
