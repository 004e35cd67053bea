// `super.init()` where nothing is to be called is nothing.
class A { let x = 1 }
class B extends A { fn init() { super.init(); self.y = self.x + 1 } }
puts(B()); // expect: B {x: 1, y: 2}
class C extends A { fn init() { super.init(5) } }
C()
// expect error: no method init in A
// expect error at: 5:39
// expect frame: C.init at 5:39
// expect frame: main at 6:1
