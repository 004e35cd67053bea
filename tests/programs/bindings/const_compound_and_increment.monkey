const a = 1
fn f() {
  a += 1
  a++
}
// expect compile error at 3:3: cannot assign to const a
// expect compile error at 4:3: cannot assign to const a
