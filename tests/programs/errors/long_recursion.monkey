// slow
fn f(n) { if (n == 0) { null + 1 } else { 1 + f(n - 1) } }
f(5000)
// expect error: type mismatch: null + int
// expect error at: 2:30
