puts((1 + 2)
let x = 1
// expect compile error at 2:1: expected ',' or ')', found 'let'
