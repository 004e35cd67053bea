fn f() { return }
fn g() { if (true) { return } 5 }
puts(f(), g())
// expect: null
// expect: null
fn h() {
  return
  5
}
puts(h()) // expect: null
