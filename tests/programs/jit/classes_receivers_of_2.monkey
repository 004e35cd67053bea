// Methods and fields of 2 classes at one place.
class C0 { let pad0 = 0; let v; fn init(v) { self.v = v } fn get(k) { self.v * 1 + k } fn who() { "C0" } }
class C1 { let pad1 = 1; let v; fn init(v) { self.v = v } fn get(k) { self.v * 2 + k } fn who() { "C1" } }
let all = [C0, C1];
let t = 0; let f = 0;
for (let i = 0; i < 400; i++) {
    let o = all[i % 2](i);
    t += o.get(i % 2);
    f += o.v;
    o.v = -1;
    f += o.v + 1;
}
puts(t, f, all[1](1).who()); // expect: 120000
// expect: 79800
// expect: C1
