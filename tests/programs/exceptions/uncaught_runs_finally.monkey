fn f() {
  try { g() } finally { puts("f done") }
}
fn g() {
  try { null.x } finally { puts("g done") }
}
f()
// expect: g done
// expect: f done
// expect error: cannot read field x of null
// expect error at: 5:14
