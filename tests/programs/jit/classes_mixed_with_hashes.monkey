// Instances of classes and hashes at one place.
class P { let x = 1; fn f() { self.x } }
let all = [P(), {"x": 10, "f": () => 20}, P()];
all[2].y = 1;
let t = 0;
for (let i = 0; i < 300; i++) { let o = all[i % 3]; t += o.x + o.f(); o.x = o.x }
puts(t); // expect: 3400
let m = {"P": P};
for (let i = 0; i < 200; i++) { t += m.P().x }
puts(t); // expect: 3600
