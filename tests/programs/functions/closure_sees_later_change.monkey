let x = 1
let f = fn() { x }
x = 2
puts(f()) // expect: 2
fn g() {
  let y = 1
  let h = () => y
  y = 5
  let a = h()
  y += 1
  [a, h(), y]
}
puts(g()) // expect: [5, 6, 6]
