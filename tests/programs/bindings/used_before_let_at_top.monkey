puts("start") // expect: start
puts(x)
let x = 1
// expect error: x is used before its let has run
// expect error at: 2:6
