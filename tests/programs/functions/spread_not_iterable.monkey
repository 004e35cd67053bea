let x = 5
puts([1, ...x])
// expect error: cannot iterate over int
// expect error at: 2:13
