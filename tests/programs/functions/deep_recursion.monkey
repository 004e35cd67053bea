// slow
fn depth(n) { if (n == 0) { 0 } else { 1 + depth(n - 1) } }
puts(depth(100000)) // expect: 100000
puts(depth(900000)) // expect: 900000
