let fact = fn(n) { if (n < 2) { 1 } else { n * fact(n - 1) } }
puts(fact(10)) // expect: 3628800
fn run() {
  let go = fn(n) { n == 0 ? "down" : go(n - 1) }
  go(5)
}
puts(run()) // expect: down
