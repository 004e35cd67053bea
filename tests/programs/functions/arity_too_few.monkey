fn f(a, b) { a }
f(1)
// expect error: wrong number of arguments: want=2, got=1
// expect error at: 2:1
