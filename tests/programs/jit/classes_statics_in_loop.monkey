class P { static fn one(x) { x + 1 } static fn make(x) { P(x) } fn init(x) { self.x = x } }
let t = 0;
for (let i = 0; i < 200; i++) { t += P.one(i) + P.make(i).x }
puts(t); // expect: 40000
