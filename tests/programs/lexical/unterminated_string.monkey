puts("fine")
let s = "never closed
puts("fine")
let x = 1
// expect compile error at 2:9: unterminated string
