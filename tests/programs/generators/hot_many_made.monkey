// A generator is made, used and left in each round of a hot loop.
gen three(a) { yield a; yield a + 1; yield a + 2 }
let s = 0
for (let i = 0; i < 2000; i++) { for (x in three(i)) { s += x } }
puts(s)
s = 0
for (let i = 0; i < 2000; i++) { let g = three(i); s += g.next(); s -= g.next() * 2 }
puts(s)
let all = []
for (let i = 0; i < 50; i++) { all.push(three(i)) }
s = 0
for (let r = 0; r < 4; r++) { for (g in all) { s += g.next() ?? 1000 } }
puts(s)
// expect: 6003000
// expect: -2003000
// expect: 53825
