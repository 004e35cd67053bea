let s = "first
let t = "second"
// expect compile error at 1:9: unterminated string
