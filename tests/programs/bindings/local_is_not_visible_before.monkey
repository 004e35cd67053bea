fn f() {
  puts(a)
  let a = 1
}
// expect compile error at 2:8: identifier not found: a
