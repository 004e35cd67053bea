puts(1)
// expect: 1
puts(2 + len(5))
// expect error: len: argument 1: want string, array, hash or range, got int
// expect error at: 3:10
