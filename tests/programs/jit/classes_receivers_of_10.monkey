// Methods and fields of 10 classes at one place.
class C0 { let pad0 = 0; let v; fn init(v) { self.v = v } fn get(k) { self.v * 1 + k } fn who() { "C0" } }
class C1 { let pad1 = 1; let v; fn init(v) { self.v = v } fn get(k) { self.v * 2 + k } fn who() { "C1" } }
class C2 { let pad2 = 2; let v; fn init(v) { self.v = v } fn get(k) { self.v * 3 + k } fn who() { "C2" } }
class C3 { let pad3 = 3; let v; fn init(v) { self.v = v } fn get(k) { self.v * 4 + k } fn who() { "C3" } }
class C4 { let pad4 = 4; let v; fn init(v) { self.v = v } fn get(k) { self.v * 5 + k } fn who() { "C4" } }
class C5 { let pad5 = 5; let v; fn init(v) { self.v = v } fn get(k) { self.v * 6 + k } fn who() { "C5" } }
class C6 { let pad6 = 6; let v; fn init(v) { self.v = v } fn get(k) { self.v * 7 + k } fn who() { "C6" } }
class C7 { let pad7 = 7; let v; fn init(v) { self.v = v } fn get(k) { self.v * 8 + k } fn who() { "C7" } }
class C8 { let pad8 = 8; let v; fn init(v) { self.v = v } fn get(k) { self.v * 9 + k } fn who() { "C8" } }
class C9 { let pad9 = 9; let v; fn init(v) { self.v = v } fn get(k) { self.v * 10 + k } fn who() { "C9" } }
let all = [C0, C1, C2, C3, C4, C5, C6, C7, C8, C9];
let t = 0; let f = 0;
for (let i = 0; i < 400; i++) {
    let o = all[i % 10](i);
    t += o.get(i % 10);
    f += o.v;
    o.v = -1;
    f += o.v + 1;
}
puts(t, f, all[9](1).who()); // expect: 444000
// expect: 79800
// expect: C9
