let a = 1
fn f() {
  a += "x"
}
f()
// expect error: type mismatch: int + string
// expect error at: 3:5
