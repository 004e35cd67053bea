fn half(n) { n / 0 }
puts(half(5))
// expect error: division by zero
// expect error at: 1:16
