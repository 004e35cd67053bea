// slow
// Three times the limit of frames.
fn count(n, acc) { if (n == 0) { acc } else { count(n - 1, acc + 1) } }
puts(count(3000000, 0)) // expect: 3000000
