puts(sqrt(16), sqrt(2), sqrt(-1), sqrt(0.25))
// expect: 4.0
// expect: 1.4142135623730951
// expect: NaN
// expect: 0.5
puts(sin(0), cos(0), tan(0), atan2(0, 1), exp(0), log(1))
// expect: 0.0
// expect: 1.0
// expect: 0.0
// expect: 0.0
// expect: 1.0
// expect: 0.0
puts(atan2(1, 1), log(0), log(-1))
// expect: 0.7853981633974483
// expect: -Infinity
// expect: NaN
puts(pow(2, 10), pow(2, -1), pow(2.0, 3), pow(2, 64))
// expect: 1024
// expect: 0.5
// expect: 8.0
// expect: 18446744073709551616
puts(abs(sin(1) - 0.8414709848078965) < 1e-15, abs(exp(1) - 2.718281828459045) < 1e-15)
// expect: true
// expect: true
