fn f() {
  let x = 1
  try { return x } finally { x = 2 }
}
puts(f()) // expect: 1
fn g() {
  let xs = [1]
  try { return xs } finally { xs.push(2) }
}
puts(g()) // expect: [1, 2]
