fn f() { later + 1 }
puts("start") // expect: start
f()
let later = 1
// expect error: later is used before its let has run
// expect error at: 1:10
