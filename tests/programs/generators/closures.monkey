// Bodies capture variables, and closures made in a body capture its.
let base = 100
gen offset(n) { for (i in 0..n) { yield base + i } }
let it = offset(3)
puts(it.next())
base = 200
puts(it.next())
fn counter() { let n = 0; let g = gen() { while (true) { n += 1; yield n } }; [g(), () => n, () => { n = 50 }] }
let [g, get, set] = counter()
puts(g.next(), g.next(), get())
set()
puts(g.next(), get())
gen closures() { for (let i = 0; i < 3; i++) { yield () => i * 10 } }
puts([f() for f in closures()])
gen accumulate() { let total = 0; let add = x => { total += x }; for (i in 1..4) { add(i); yield total } }
puts([...accumulate()])
let fact = gen(n) { if (n > 0) { yield n; for (x in fact(n - 1)) { yield x } } }
puts([...fact(4)])
fn maker(k) { gen inner(n) { if (n > 0) { yield n * k; for (x in inner(n - 1)) { yield x } } }; inner }
puts([...maker(3)(3)])
// expect: 100
// expect: 201
// expect: 1
// expect: 2
// expect: 2
// expect: 51
// expect: 51
// expect: [0, 10, 20]
// expect: [1, 3, 6]
// expect: [4, 3, 2, 1]
// expect: [9, 6, 3]
