let x = "s"
let y = 5 + -x
// expect error: unknown operator: -string
// expect error at: 2:13
