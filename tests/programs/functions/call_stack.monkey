fn inner(x) {
  x + "s"
}
fn middle(x) {
  let y = inner(x)
  y
}
fn outer(x) { 1 + middle(x) }
outer(1)
// expect error: type mismatch: int + string
// expect frame: inner at 2:5
// expect frame: middle at 5:11
// expect frame: outer at 8:19
// expect frame: main at 9:1
// expect error at: 2:5
