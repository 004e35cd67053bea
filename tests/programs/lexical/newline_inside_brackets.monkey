fn f(a, b) { a - b }
puts(f(
  10
  - 3,
  2
)) // expect: 5
let xs = [
  1
  -1,
  2
]
puts(xs) // expect: [0, 2]
puts((5
  -2)) // expect: 3
