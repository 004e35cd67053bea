puts(7 / 2, -7 / 2, 7 / -2, -7 / -2)
// expect: 3
// expect: -3
// expect: -3
// expect: 3
puts(6 / 3, 1 / 2, -1 / 2, 0 / 5)
// expect: 2
// expect: 0
// expect: 0
// expect: 0
