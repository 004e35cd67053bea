// Bound methods made and called in hot loops, and as callbacks of the prelude.
class P { let k = 2; fn times(x) { x * self.k } fn less(a, b) { a * self.k < b * self.k } }
let p = P(); let f = p.times; let sum = 0;
for (let i = 0; i < 200; i++) { sum += f(i); let g = p.times; sum += g(1) }
puts(sum); // expect: 40200
let q = P(); q.k = -1;
for (let i = 0; i < 60; i++) { sum = [3, 1, 2].map(i % 2 == 0 ? p.times : q.times) }
puts(sum, sort([3, 1, 2], p.less), sort([3, 1, 2], q.less)); // expect: [-3, -1, -2]
// expect: [1, 2, 3]
// expect: [3, 2, 1]
fn call(f, n) { f(n) }
let t = 0;
for (let i = 0; i < 100; i++) { t += call(p.times, i) }
puts(t); // expect: 9900
