const x = 1
fn f() {
  let x = 2
  x = 3
  x
}
puts(f(), x)
// expect: 3
// expect: 1
