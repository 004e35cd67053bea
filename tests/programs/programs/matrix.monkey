fn mul(a, b) { [[sum([a[i][k] * b[k][j] for k in 0..len(b)]) for j in 0..len(b[0])] for i in 0..len(a)] }
fn power(m, n) {
  let r = [[1, 0], [0, 1]]
  while (n > 0) {
    if (n % 2 == 1) { r = mul(r, m) }
    m = mul(m, m)
    n /= 2
  }
  r
}
puts(mul([[1, 2], [3, 4]], [[5, 6], [7, 8]])) // expect: [[19, 22], [43, 50]]
puts(power([[1, 1], [1, 0]], 100)[0][1]) // expect: 354224848179261915075
