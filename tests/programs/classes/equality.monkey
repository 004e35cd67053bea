class A { fn init(x) { self.x = x } }
class B { fn init(x) { self.x = x } }
let a = A(1);
puts(a == a, a == A(1), a != A(1)); // expect: true
// expect: false
// expect: true
puts(equals(a, A(1)), equals(a, A(1.0)), equals(a, A(2)), equals(a, B(1))); // expect: true
// expect: true
// expect: false
// expect: false
puts(equals(A([A(1)]), A([A(1)])), equals(A([A(1)]), A([A(2)]))); // expect: true
// expect: false
let r = A(null); r.x = r; let s = A(null); s.x = s;
puts(equals(r, s)); // expect: true
let b = A(1); b.y = 2;
puts(equals(a, b), [a, A(1)].contains(a), [A(1)].indexOf(a)); // expect: false
// expect: true
// expect: -1
