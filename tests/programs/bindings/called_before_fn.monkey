puts("start") // expect: start
helper()
fn helper() { 1 }
// expect error: helper is used before its let has run
// expect error at: 2:1
