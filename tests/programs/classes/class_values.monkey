class A { let x = 1 } class B extends A { }
puts(A, B, [A, B]); // expect: class A
// expect: class B
// expect: [class A, class B]
puts(type(A), type(A()), A == A, A == B, classOf(B()) == B, classOf(B()), classOf(5)); // expect: class
// expect: instance
// expect: true
// expect: false
// expect: true
// expect: class B
// expect: null
puts(A.str(), A().str(), classOf(A())().x); // expect: class A
// expect: A {x: 1}
// expect: 1
let K = if (true) { A } else { B };
puts(K()); // expect: A {x: 1}
puts(try { A + 1 } catch (e) { e }, try { A() < 1 } catch (e) { e }); // expect: type mismatch: class + int
// expect: type mismatch: instance < int
puts(try { {A: 1} } catch (e) { e }); // expect: unusable as hash key: class
