puts(2 ** 100 % 0)
// expect error: division by zero
// expect error at: 1:15
