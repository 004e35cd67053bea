fn inner() {
  null + 1
}
fn outer() {
  try { inner() } catch (e) {
    throw e
  }
}
outer()
// expect error: type mismatch: null + int
// expect error at: 2:8
