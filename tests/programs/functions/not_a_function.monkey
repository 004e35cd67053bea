let x = 5
puts(1)
x(3)
// expect: 1
// expect error: not a function: int
// expect error at: 3:1
