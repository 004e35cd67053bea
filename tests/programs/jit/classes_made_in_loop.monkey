// A class for each round: code cannot rely on any of them.
// Not on engines that compile at once with LLVM: code is asked for again and again, for more than 20 s.
// engines: plain record eval eval-fail eval-stress gc-stress native-normal
let t = 0;
for (let i = 0; i < 40; i++) {
    class C { let a = i; fn init(b) { self.b = b } fn sum() { self.a + self.b } }
    class D extends C { fn sum() { super.sum() * 2 } }
    t += C(1).sum() + D(2).sum();
}
puts(t); // expect: 2540
