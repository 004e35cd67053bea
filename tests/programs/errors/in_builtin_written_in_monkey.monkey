let pairs = [1, 2]
  .map((a, b) => a)
// expect error: wrong number of arguments: want=2, got=1
// expect error at: 2:4
