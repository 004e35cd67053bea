puts(int(5), int(2.9), int(-2.9), int("12"), int(true), int(false))
// expect: 5
// expect: 2
// expect: -2
// expect: 12
// expect: 1
// expect: 0
puts(float(5), float("2.5"), float(1.5))
// expect: 5.0
// expect: 2.5
// expect: 1.5
puts(float("NaN"), float("-Infinity"), float("1e400"))
// expect: NaN
// expect: -Infinity
// expect: Infinity
