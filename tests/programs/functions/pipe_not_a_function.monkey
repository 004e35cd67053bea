let x = 3
puts(5 |> x)
// expect error: not a function: int
// expect error at: 2:11
