// slow
fn sum_to(n, acc) {
  if (n == 0) { return acc }
  return sum_to(n - 1, acc + n)
}
puts(sum_to(1500000, 0)) // expect: 1125000750000
let loop = (n) => n > 0 ? loop(n - 1) : "done"
puts(loop(1500000)) // expect: done
