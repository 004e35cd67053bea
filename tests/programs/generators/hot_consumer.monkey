// A loop over a generator gets hot in the middle of it.
gen naturals() { let i = 0; while (true) { yield i; i += 1 } }
gen map2(f, xs) { for (x in xs) { yield f(x) } }
gen evens(xs) { for (x in xs) { if (x % 2 == 0) { yield x } } }
let s = 0
for (x in naturals()) { if (x == 5000) { break }; s += x }
puts(s)
s = 0
for (x in map2(x => x * x, evens(naturals()))) { if (x > 4000000) { break }; s += x }
puts(s)
let g = naturals()
let n = 0
while (n < 3000) { n += g.next() % 7 }
puts(n, g.next())
// expect: 12497500
// expect: 1335334000
// expect: 3003
// expect: 1001
