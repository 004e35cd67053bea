// A field may be added after construction: by anybody, in any order.
class P { let a = 1 }
let p = P(); let q = P();
p.x = 1; p.y = 2;
q.y = 3; q.x = 4;
puts(p, q, p.x + q.x, p.y + q.y); // expect: P {a: 1, x: 1, y: 2}
// expect: P {a: 1, y: 3, x: 4}
// expect: 5
// expect: 5
fn read(o) { o.x }
let all = [p, q, P(), {"x": 7}];
all[2].x = "third";
puts(all.map(read)); // expect: [1, 4, "third", 7]
let many = P();
for (let i = 0; i < 3; i++) { many.f0 = i; many.f1 = i; many.f2 = i; many.f3 = i; many.f4 = i; many.f5 = i; many.f6 = i; many.f7 = i; many.f8 = i; many.f9 = i }
puts(many); // expect: P {a: 1, f0: 2, f1: 2, f2: 2, f3: 2, f4: 2, f5: 2, f6: 2, f7: 2, f8: 2, f9: 2}
