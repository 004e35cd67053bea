let f = fn(x) { x + true; };
puts("start"); // expect: start
f(5);
// expect error: type mismatch: int + bool
// expect error at: 1:19
