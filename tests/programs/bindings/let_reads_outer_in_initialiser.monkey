let x = 1
fn f() {
  let x = x + 1
  x
}
puts(f(), x)
// expect: 2
// expect: 1
