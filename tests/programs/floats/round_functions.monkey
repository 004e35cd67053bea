puts(floor(2.7), ceil(2.1), round(2.5), round(-2.5), round(2.4))
// expect: 2
// expect: 3
// expect: 3
// expect: -3
// expect: 2
puts(floor(-2.1), ceil(-2.7), int(2.9), int(-2.9))
// expect: -3
// expect: -2
// expect: 2
// expect: -2
puts(floor(5), ceil(-3), round(7), type(floor(2.0)))
// expect: 5
// expect: -3
// expect: 7
// expect: int
puts(floor(1e20), round(1e22), int(-1e19))
// expect: 100000000000000000000
// expect: 10000000000000000000000
// expect: -10000000000000000000
puts(round(0.49999999999999994)) // expect: 0
