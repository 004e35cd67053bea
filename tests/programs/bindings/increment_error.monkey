let a = "s"
a++
// expect error: type mismatch: string + int
// expect error at: 2:2
