// Every word is a method's name.
class P { let n = 1; fn if() { self.n } fn new() { P() } static fn class() { "static" } }
puts(P().if(), P().new(), P.class()); // expect: 1
// expect: P {n: 1}
// expect: static
