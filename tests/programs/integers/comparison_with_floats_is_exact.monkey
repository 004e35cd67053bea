puts(2 ** 53 == 2.0 ** 53) // expect: true
puts(2 ** 53 + 1 == 2.0 ** 53) // expect: false
puts(2 ** 53 + 1 > 2.0 ** 53) // expect: true
puts(2.0 ** 53 < 2 ** 53 + 1) // expect: true
puts(9223372036854775807 == 9223372036854775808.0) // expect: false
puts(9223372036854775807 < 9223372036854775808.0) // expect: true
puts(2 ** 63 == 9223372036854775808.0) // expect: true
puts(2 ** 64 == 2.0 ** 64, 2 ** 64 + 1 == 2.0 ** 64, 2 ** 64 + 1 > 2.0 ** 64)
// expect: true
// expect: false
// expect: true
puts(10 ** 400 > 1.0 / 0, -(10 ** 400) < -1.0 / 0, 10 ** 400 > 1e308)
// expect: false
// expect: false
// expect: true
puts(2 ** 64 == 0.0 / 0, 2 ** 64 < 0.0 / 0)
// expect: false
// expect: false
