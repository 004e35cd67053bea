puts("abc".upper(1, 2))
// expect error: upper: wrong number of arguments: want=1, got=3
// expect error at: 1:12
