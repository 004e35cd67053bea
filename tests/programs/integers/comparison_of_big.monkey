let big = 2 ** 64
puts(big == 2 ** 64, big == 18446744073709551616, big != big + 1)
// expect: true
// expect: true
// expect: true
puts(big > 9223372036854775807, -big < -9223372036854775808, big < big + 1, big <= big)
// expect: true
// expect: true
// expect: true
// expect: true
puts(1 < big, big < 1, -big < 1, -big > big)
// expect: true
// expect: false
// expect: true
// expect: false
