// Fields of one shape, read and written in a hot loop.
class P { let x = 0; let y = 1.5; fn init(n) { self.n = n } }
let p = P(3);
let sum = 0;
for (let i = 0; i < 200; i++) {
    p.x += i; p.y = p.y + 0.5; p.n = p.n + p.x % 2;
    sum += p.x;
}
puts(p, sum); // expect: P {x: 19900, y: 101.5, n: 103}
// expect: 1333300
// expect jit: recordings<=3 exits.guard_shape=0
