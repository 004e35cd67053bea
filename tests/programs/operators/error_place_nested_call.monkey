puts(str(1 + len("abc" + str(5 % 0))))
// expect error: division by zero
// expect error at: 1:32
