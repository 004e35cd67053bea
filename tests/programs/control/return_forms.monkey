fn a() { return }
fn b() { return 5; 6 }
fn c(x) { if (x) { return "in if" } "after" }
fn d() { while (true) { return "in loop" } }
fn e() { for (x in [1, 2]) { for (y in [3]) { return [x, y] } } }
puts(a(), b(), c(true), c(false), d(), e())
// expect: null
// expect: 5
// expect: in if
// expect: after
// expect: in loop
// expect: [1, 3]
