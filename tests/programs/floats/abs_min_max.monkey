puts(abs(-5), abs(5), abs(-2.5), abs(-0.0))
// expect: 5
// expect: 5
// expect: 2.5
// expect: 0.0
puts(min(3, 1, 2), max(3, 1, 2), min(1, 2.5), max(1, 2.5), min(2, 1.5))
// expect: 1
// expect: 3
// expect: 1
// expect: 2.5
// expect: 1.5
puts(min([3, 1, 2]), max([3, 1, 2]), min([]), max([]))
// expect: 1
// expect: 3
// expect: null
// expect: null
puts(max("b", "a"), min(["b", "a"]))
// expect: b
// expect: a
