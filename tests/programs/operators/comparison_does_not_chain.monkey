puts(1 < 2 < 3)
// expect error: type mismatch: bool < int
// expect error at: 1:12
