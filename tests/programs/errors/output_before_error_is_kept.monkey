for (i in [2, 1, 0]) { puts(10 / i) }
// expect: 5
// expect: 10
// expect error: division by zero
// expect error at: 1:32
