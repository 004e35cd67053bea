gen letters() { for (c in "abcdef") { yield c } }
let [a, _, b] = letters()
puts(a, b)
let [c, ...rest] = letters()
puts(c, rest)
let [x, y, z] = (gen() { yield 1 })()
puts(x, y, z)
let g = letters()
let [[p], q] = [g, g]
puts(p, type(q), g.next())
let {done} = g
puts(done)
gen forever() { let i = 0; while (true) { yield i++ } }
let [f0, f1, f2] = forever()
puts(f0, f1, f2)
for ([m, [n]] in [[1, letters()]]) { puts(m, n) }
// expect: a
// expect: c
// expect: a
// expect: ["b", "c", "d", "e", "f"]
// expect: 1
// expect: null
// expect: null
// expect: a
// expect: generator
// expect: b
// expect: false
// expect: 0
// expect: 1
// expect: 2
// expect: 1
// expect: a
