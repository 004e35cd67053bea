puts("before") // expect: before
fn f() { throw "something broke" }
f()
// expect error: something broke
// expect error at: 2:10
