// Tail calls of methods in a hot function.
class W { let steps = 0; fn down(n) { self.steps++; if (n <= 0) { "end" } else { self.hop(n - 1) } } fn hop(n) { self.down(n) } fn text() { self.str() } }
let w = W();
for (let i = 0; i < 100; i++) { w.down(i) }
puts(w, w.text()); // expect: W {steps: 5050}
// expect: W {steps: 5050}
puts(w.down(20000)); // expect: end
