let add = a => b => c => a + b + c
puts(add(1)(2)(3)) // expect: 6
let pick = c => c ? "t" : "f"
puts(pick(1), pick(null))
// expect: t
// expect: f
let set = 0
let f = x => set = x
f(8)
puts(set) // expect: 8
