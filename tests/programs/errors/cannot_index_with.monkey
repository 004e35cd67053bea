let xs = [1, 2]
let key = "first"
puts(xs[key])
// expect error: cannot index array with string
// expect error at: 3:8
