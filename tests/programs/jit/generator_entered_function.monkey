// The generator function itself is hot: its entry makes the generator.
gen pair(a, b = a + 1) { yield a; yield b }
fn make(i) { pair(i) }
let all = []
for (let i = 0; i < 500; i++) { all.push(make(i)) }
let s = 0
for (let r = 0; r < 3; r++) { for (let i = 0; i < len(all); i++) { let x = all[i].next(); if (x == null) { s += 1 } else { s += x } } }
puts(s)
let k = 3
fn counterOf(n) { gen() { for (let i = 0; i < n; i++) { k += 1; yield k * n } } }
s = 0
for (let i = 0; i < 300; i++) { for (x in counterOf(i % 5)()) { s += x } }
puts(s, k)
// expect: 250500
// expect: 547920
// expect: 603
