let h = {}
h.nothing(2)
// expect error: not a function: null
// expect error at: 2:3
