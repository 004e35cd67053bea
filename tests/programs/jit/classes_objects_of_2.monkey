// The same with objects that are there before the loop, which compiled code stays in.
class C0 { let pad0 = 0; let v; fn init(v) { self.v = v } fn get(k) { self.v * 1 + k } fn who() { "C0" } }
class C1 { let pad1 = 1; let v; fn init(v) { self.v = v } fn get(k) { self.v * 2 + k } fn who() { "C1" } }
let all = [C0(0), C1(1)];
let t = 0;
for (let i = 0; i < 2000; i++) { t += all[i % 2].get(1) }
puts(t); // expect: 4000
// expect jit: exits<=120
