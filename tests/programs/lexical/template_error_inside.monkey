let a = 1
puts(`x ${a + "s"}`)
// expect error: type mismatch: int + string
// expect error at: 2:13
