// Exceptions through generators in hot loops.
gen fails(n) { for (i in 0..n) { if (i == 3) { throw i }; yield i } }
let s = 0
for (let i = 0; i < 300; i++) {
    try { for (x in fails(i % 6)) { s += x } } catch (e) { s += e * 100 }
}
puts(s)
gen handles(n) { for (i in 0..n) { try { if (i % 3 == 0) { throw i }; yield i } catch (e) { yield -e } finally { s += 1 } } }
s = 0
let t = 0
for (x in handles(500)) { t += x }
puts(s, t)
// expect: 30500
// expect: 500
// expect: 41584
