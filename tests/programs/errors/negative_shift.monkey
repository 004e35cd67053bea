let n = 0 - 1
puts(1 << n)
// expect error: negative shift count: -1
// expect error at: 2:8
