class A { let n = 0; fn init(x) { self.x = x } fn add(k) { self.n += k; self.n } }
class B extends A { fn init(x) { super.init(x + 1) } fn add(k) { super.add(k * 2) } }
class C extends B { fn add(k) { let f = super.add; f(k) + 1 } }
let c = C(1); let t = 0;
for (let i = 0; i < 200; i++) { t += c.add(i) + B(i).x }
puts(t, c); // expect: 2686900
// expect: C {n: 39800, x: 2}
