class P { fn init(a) { } }
let x = 1 + P(1, 2);
// expect error: wrong number of arguments: want=1, got=2
// expect error at: 2:13
