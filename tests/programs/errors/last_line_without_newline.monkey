let a = 1
a + null
// expect error: type mismatch: int + null
// expect error at: 2:3
