class A { fn init(x) { self.log = ["A" + str(x)] } fn m(n) { n + 1 } }
class B extends A { fn init(x) { super.init(x + 1); self.log.push("B") } fn m(n) { super.m(n) * 10 } }
class C extends B { fn init() { super.init(1); self.log.push("C") } fn m(n) { super.m(n) + super.m(0) } }
class D extends C { }
puts(D().log, D().m(2)); // expect: ["A2", "B", "C"]
// expect: 40
// `super` is that of the class where the method stands, not of the instance's.
class E extends D { fn m(n) { "E" + str(super.m(n)) } }
puts(E().m(1)); // expect: E30
