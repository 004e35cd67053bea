let x = 1
assert(x == 2, "x is wrong")
// expect error: x is wrong
// expect error at: 2:1
