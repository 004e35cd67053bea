// Two generators of one function go on independently.
gen count(name, n) { for (let i = 0; i < n; i++) { yield `${name}${i}` } }
let a = count("a", 3)
let b = count("b", 3)
puts(a.next(), b.next(), a.next(), a.next(), b.next(), a.next(), b.next(), b.next())
for (x in count("c", 2)) { for (y in count("d", 2)) { puts(x + y) } }
// expect: a0
// expect: b0
// expect: a1
// expect: a2
// expect: b1
// expect: null
// expect: b2
// expect: null
// expect: c0d0
// expect: c0d1
// expect: c1d0
// expect: c1d1
