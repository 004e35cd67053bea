// Two functions that call each other, by name and as values, and three that go round.
fn even(n) { if (n == 0) { true } else { odd(n - 1) } }
fn odd(n) { if (n == 0) { false } else { even(n - 1) } }
fn a(n, f) { if (n <= 0) { 1 } else { 1 + f(n - 1, c) } }
fn b(n, f) { if (n <= 0) { 2 } else { 2 * f(n - 1, a) } }
fn c(n, f) { if (n <= 0) { 3 } else { 3 + f(n - 2, b) } }
let s = 0
for (let i = 0; i < 300; i++) {
    if (even(i % 40)) { s += 1 }
    s += a(i % 17, b) % 1000
}
puts(s)
// expect: 12738
