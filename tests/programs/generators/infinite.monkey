// An infinite generator is consumed as far as one likes.
gen naturals() { let i = 0; while (true) { yield i; i += 1 } }
gen fib() { let a = 0; let b = 1; while (true) { yield a; let c = a + b; a = b; b = c } }
gen firstOf(g, n) { let left = n; for (x in g) { if (left == 0) { return }; left -= 1; yield x } }
puts(take(naturals(), 5))
puts(naturals().take(3), take(naturals(), 0))
puts([...firstOf(naturals(), 4)])
for (x in naturals()) { if (x * x > 50) { puts(x); break } }
puts(naturals().find(x => x % 7 == 6), any(naturals(), x => x > 100), all(naturals(), x => x < 10))
// expect: [0, 1, 2, 3, 4]
// expect: [0, 1, 2]
// expect: []
// expect: [0, 1, 2, 3]
// expect: 8
// expect: 6
// expect: true
// expect: false
