let h = {"f": 1}
h.f(2)
// expect error: not a function: int
// expect error at: 2:3
