// `P(...)` and `new P(...)` are the same; without parentheses `new` passes nothing.
class P { fn init(a, b) { self.sum = a + b } }
class Empty { }
puts(P(1, 2).sum, new P(3, 4).sum); // expect: 3
// expect: 7
puts(Empty(), new Empty(), new Empty); // expect: Empty {}
// expect: Empty {}
// expect: Empty {}
let h = {"make": P};
puts(h.make(5, 6).sum, new h.make(7, 8).sum); // expect: 11
// expect: 15
puts(new P(1, 1).sum + 1); // expect: 3
