fn half(x) { x / 0 }
puts("go") // expect: go
[1, 2].map(half)
// expect error: division by zero
// expect error at: 1:16
