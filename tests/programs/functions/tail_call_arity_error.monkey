fn f(a) { a }
fn g() { return f(1, 2) }
g()
// expect error: wrong number of arguments: want=1, got=2
// expect error at: 2:17
