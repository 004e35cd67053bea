// A loop over a generator is one graph: the body is a frame of it.
// expect jit: entries<=3 exits<=4
gen naturals() { let i = 0; while (true) { yield i; i += 1 } }
fn f(n) { let s = 0; for (x in naturals()) { if (x == n) { return s }; s += x } }
puts(f(20000))
// expect: 199990000
