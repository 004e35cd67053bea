fn fib(n) { if (n < 2) { n } else { fib(n - 1) + fib(n - 2) } }
puts(fib(15)) // expect: 610
fn gcd(a, b) { b == 0 ? a : gcd(b, a % b) }
puts(gcd(1071, 462)) // expect: 21
fn ack(m, n) { if (m == 0) { n + 1 } else if (n == 0) { ack(m - 1, 1) } else { ack(m - 1, ack(m, n - 1)) } }
puts(ack(2, 3)) // expect: 9
fn hanoi(n, a, b, c) { n == 0 ? 0 : hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a) }
puts(hanoi(8, "a", "b", "c")) // expect: 255
