puts(7 % 3, -7 % 3, 7 % -3, -7 % -3)
// expect: 1
// expect: -1
// expect: 1
// expect: -1
puts(6 % 3, 0 % 5, 5 % 7, -5 % 7)
// expect: 0
// expect: 0
// expect: 5
// expect: -5
