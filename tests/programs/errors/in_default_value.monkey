fn f(a, b = a - "x") { b }
puts(f(1, 2)) // expect: 2
f(1)
// expect error: type mismatch: int - string
// expect error at: 1:15
