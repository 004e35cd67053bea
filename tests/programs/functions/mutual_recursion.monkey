fn even(n) { n == 0 ? true : odd(n - 1) }
fn odd(n) { n == 0 ? false : even(n - 1) }
puts(even(10), odd(7), even(7))
// expect: true
// expect: true
// expect: false
fn run() {
  let ping = null
  let pong = n => n == 0 ? "pong" : ping(n - 1)
  ping = n => n == 0 ? "ping" : pong(n - 1)
  ping(5)
}
puts(run()) // expect: pong
