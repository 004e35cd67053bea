puts(str(1) + "a", "n=" + str(1.5))
// expect: 1a
// expect: n=1.5
puts(int("42") + 1, int("-7"), int(" 12 "), int("123456789012345678901234567890"))
// expect: 43
// expect: -7
// expect: 12
// expect: 123456789012345678901234567890
puts(float("1.5") * 2, float("1e3"), float("-2"))
// expect: 3.0
// expect: 1000.0
// expect: -2.0
