fn f() {
  let x = ;
  x
}
fn g() {
  if x { 1 }
}
// expect compile error at 2:11: expected an expression, found ';'
// expect compile error at 6:6: expected '(', found 'x'
