// slow
fn a(n) { n == 0 || a(n - 1) }
puts(a(1200000)) // expect: true
fn b(n) { n > 0 && b(n - 1) }
puts(b(1200000)) // expect: false
fn c(n) { if (n > 0) { c(n - 1) } else { null } }
puts(c(1200000)) // expect: null
