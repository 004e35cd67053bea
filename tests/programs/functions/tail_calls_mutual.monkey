fn even(n) { if (n == 0) { true } else { odd(n - 1) } }
fn odd(n) { if (n == 0) { false } else { even(n - 1) } }
puts(even(1500001)) // expect: false
