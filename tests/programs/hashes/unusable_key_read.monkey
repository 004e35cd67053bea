let h = {"a": 1}
puts(h[[1]])
// expect error: unusable as hash key: array
// expect error at: 2:7
