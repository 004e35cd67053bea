let h = {1: "int"}
puts(h[1.0]) // expect: int
h[1.0] = "changed"
puts(h, len(h))
// expect: {1: "changed"}
// expect: 1
let z = {0: "zero"}
puts(z[-0.0], z[0.0])
// expect: zero
// expect: zero
let f = {2.0: "f", 2.5: "g"}
puts(f[2], f[2.5], f)
// expect: f
// expect: g
// expect: {2: "f", 2.5: "g"}
puts({1: "a", true: "b", "1": "c"}) // expect: {1: "a", true: "b", "1": "c"}
