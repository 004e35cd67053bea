// Constructors in a hot loop: init alone, initialisers, both, neither, inherited; allocation and init are in line.
class V { let x; let y; fn init(x, y) { self.x = x; self.y = y } fn plus(o) { V(self.x + o.x, self.y + o.y) } }
class L { let items = [1]; let n = 2 }
class M extends L { let k = self.n + 1; fn init(a) { super.init(); self.a = a } }
class E { }
class D extends V { let z = 9 }
let v = V(0, 0); let t = 0; let e = 0;
for (let i = 0; i < 300; i++) {
    v = v.plus(V(i, 1));
    t += L().items[0] + M(i).a + M(0).k + D(i, 1).z + D(i, 1).x;
    if (E() != null) { e++ }
}
puts(v, t, e); // expect: V {x: 44850, y: 300}
// expect: 93600
// expect: 300
puts(M(1), D(1, 2)); // expect: M {items: [1], n: 2, k: 3, a: 1}
// expect: D {x: 1, y: 2, z: 9}
// expect jit: exits.guard_shape<=4
