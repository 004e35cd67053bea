// A field may hold anything at any time, whatever all its instances held before.
class P { let v = 0; fn set(v) { self.v = v; self } fn get() { self.v } }
let p = P();
for (v in [1, 2.5, "s", null, true, [1], 9223372036854775807 + 1, p.get, P]) { puts(p.set(v).get()) }
// expect: 1
// expect: 2.5
// expect: s
// expect: null
// expect: true
// expect: [1]
// expect: 9223372036854775808
// expect: fn P.get()
// expect: class P
puts(P()); // expect: P {v: 0}
