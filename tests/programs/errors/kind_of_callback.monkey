puts([1, 2].filter(5))
// expect error: filter: argument 2: want function, got int
// expect error at: 1:13
