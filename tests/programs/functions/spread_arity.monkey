fn f(a, b) { a + b }
f(...[1, 2, 3])
// expect error: wrong number of arguments: want=2, got=3
// expect error at: 2:1
