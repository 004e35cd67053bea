fn f(a, b, c, n) { n == 0 ? [a, b, c] : f(b, c, a, n - 1) }
puts(f(1, 2, 3, 4)) // expect: [2, 3, 1]
fn g(x, ...rest_) { len(rest_) == 0 ? x : g(...rest_) }
puts(g(1, 2, 3)) // expect: 3
fn h(n, step = 2) { n <= 0 ? n : h(n - step) }
puts(h(9)) // expect: -1
