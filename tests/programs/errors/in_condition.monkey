let x = "5"
if (x > 3) { puts("big") }
// expect error: type mismatch: string > int
// expect error at: 2:7
