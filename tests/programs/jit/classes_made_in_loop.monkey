// A class for each round: code cannot rely on any of them.
let t = 0;
for (let i = 0; i < 150; i++) {
    class C { let a = i; fn init(b) { self.b = b } fn sum() { self.a + self.b } }
    class D extends C { fn sum() { super.sum() * 2 } }
    t += C(1).sum() + D(2).sum();
}
puts(t); // expect: 34275
