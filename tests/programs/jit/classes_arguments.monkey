// Optional and rest parameters of init and methods; too few arguments late.
class P { fn init(a, b = a + 1, ...r) { self.s = a + b + len(r) } fn m(x, y = self.s) { x + y } }
let t = 0;
for (let i = 0; i < 200; i++) { t += P(i).s + P(i, 1).s + P(i, 1, 2, 3).s + P(1).m(i) + P(1).m(i, 1) }
puts(t); // expect: 121200
let n = 0;
for (let i = 0; i < 200; i++) { try { if (i > 150) { P() } else { P(1).m(1) } } catch (e) { n++ } }
puts(n); // expect: 49
