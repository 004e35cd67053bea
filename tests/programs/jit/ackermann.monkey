// Nested recursive calls whose results are arguments.
fn ack(m, n) {
    if (m == 0) { return n + 1 }
    if (n == 0) { return ack(m - 1, 1) }
    ack(m - 1, ack(m, n - 1))
}
puts(ack(1, 20), ack(2, 12), ack(2, 5))
// expect: 22
// expect: 27
// expect: 13
