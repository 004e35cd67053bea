// expect compile error at 4:1: expected '}', found end of file
fn f() {
  puts(1)
