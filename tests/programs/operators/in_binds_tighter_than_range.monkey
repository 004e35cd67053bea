puts(2 in 0..5)
// expect error: type mismatch: int in int
// expect error at: 1:8
