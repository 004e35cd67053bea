let log_ = []
puts(forEach([1, 2], x => log_.push(x * 10))) // expect: null
puts(log_) // expect: [10, 20]
["a", "b"].forEach(s => puts(s))
// expect: a
// expect: b
