puts(1.0 / 0, -1.0 / 0, 0.0 / 0, 1 / 0.0, 1 / -0.0)
// expect: Infinity
// expect: -Infinity
// expect: NaN
// expect: Infinity
// expect: -Infinity
puts(5.0 % 0, 5 % 0.0)
// expect: NaN
// expect: NaN
puts(5.5 % 2, -5.5 % 2, 7.5 % -2, -0.0 % 1)
// expect: 1.5
// expect: -1.5
// expect: 1.5
// expect: -0.0
