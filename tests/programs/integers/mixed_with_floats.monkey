puts(1 + 0.5, 2 * 1.5, 7 / 2.0, 1 - 1.0, 2 ** 0.5)
// expect: 1.5
// expect: 3.0
// expect: 3.5
// expect: 0.0
// expect: 1.4142135623730951
puts(7 % 2.5, 2.0 ** 3, 5.0 / 2)
// expect: 2.0
// expect: 8.0
// expect: 2.5
puts(2 ** 64 + 0.0, 2 ** 64 * 0.5, 2 ** 64 / 3.0)
// expect: 18446744073709552000.0
// expect: 9223372036854776000.0
// expect: 6148914691236517000.0
puts(10 ** 400 + 1.0, -(10 ** 400) * 1.0)
// expect: Infinity
// expect: -Infinity
