// Initialisers alone, inherited over a class without any.
class A { let x = [1] }
class B extends A { fn get() { self.x } }
class C extends B { let y = self.x.len() }
puts(A(), B(), C(), C().get()); // expect: A {x: [1]}
// expect: B {x: [1]}
// expect: C {x: [1], y: 1}
// expect: [1]
class D extends B { fn init() { self.z = self.x } }
puts(D()); // expect: D {x: [1], z: [1]}
