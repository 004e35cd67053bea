// Three functions that tail-call each other, thousands deep, in a loop.
fn a(n, s) { if (n <= 0) { return ["a", s] }; b(n - 1, s + 1) }
fn b(n, s) { if (n <= 0) { return ["b", s] }; n % 5 == 0 ? a(n - 1, s + 10) : c(n - 2, s) }
fn c(n, s) { if (n <= 0) { return ["c", s] }; a(n - 1, s * 2 % 1009) }
puts(a(3000, 0), a(2999, 0.5), b(1234, 7))
let t = 0
for (let i = 0; i < 60; i++) { t = t + a(i, i)[1] }
puts(t)
// expect: ["a", 759]
// expect: ["b", 510.0]
// expect: ["b", 131]
// expect: 20725
