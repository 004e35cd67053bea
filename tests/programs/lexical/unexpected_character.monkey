let a = 5
let b = a @ 3
// expect compile error at 2:11: unexpected character '@'
