// slow
let state = {"n": 0}
state.step = fn(k) { if (k == 0) { return state.n }; state.n += 1; state.step(k - 1) }
puts(state.step(1200000)) // expect: 1200000
fn trampoline(f, n) { f(f, n) }
puts(trampoline((self_, n) => n == 0 ? "end" : self_(self_, n - 1), 1200000)) // expect: end
