// done tells whether the body has returned; before its last step nobody knows.
gen two() { yield 1; yield 2 }
let g = two()
puts(g.done)
puts(g.next(), g.done)
puts(g.next(), g.done)
puts(g.next(), g.done)
puts(g.next(), g.done)
gen nothing() { }
let n = nothing()
puts(n.done, n.next(), n.done)
gen nulls() { yield null; yield; yield 0 }
let m = nulls()
let seen = []
while (!m.done) { seen.push(m.next()) }
puts(seen)
gen value() { return 7 }
puts([...value()])
// expect: false
// expect: 1
// expect: false
// expect: 2
// expect: false
// expect: null
// expect: true
// expect: null
// expect: true
// expect: false
// expect: null
// expect: true
// expect: [null, null, 0, null]
// expect: []
