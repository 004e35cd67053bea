// Methods and fields of 4 classes at one place.
class C0 { let pad0 = 0; let v; fn init(v) { self.v = v } fn get(k) { self.v * 1 + k } fn who() { "C0" } }
class C1 { let pad1 = 1; let v; fn init(v) { self.v = v } fn get(k) { self.v * 2 + k } fn who() { "C1" } }
class C2 { let pad2 = 2; let v; fn init(v) { self.v = v } fn get(k) { self.v * 3 + k } fn who() { "C2" } }
class C3 { let pad3 = 3; let v; fn init(v) { self.v = v } fn get(k) { self.v * 4 + k } fn who() { "C3" } }
let all = [C0, C1, C2, C3];
let t = 0; let f = 0;
for (let i = 0; i < 400; i++) {
    let o = all[i % 4](i);
    t += o.get(i % 4);
    f += o.v;
    o.v = -1;
    f += o.v + 1;
}
puts(t, f, all[3](1).who()); // expect: 200600
// expect: 79800
// expect: C3
