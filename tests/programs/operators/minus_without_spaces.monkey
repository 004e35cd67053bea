let i = 5
puts(i-1, i -1, i - 1)
// expect: 4
// expect: 4
// expect: 4
puts(-i, - i)
// expect: -5
// expect: -5
