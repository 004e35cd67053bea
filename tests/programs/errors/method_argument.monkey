let words = ["a", "b"]
puts(words.join(1))
// expect error: join: argument 2: want string, got int
// expect error at: 2:12
