gen count(n) { for (i in 0..n) { yield i } }
gen many(n) { for (i in 0..n) { yield count(i) } }
puts([[...g] for g in many(4)])
gen chunks(g, size) { while (true) { let some = take(g, size); if (len(some) == 0) { return }; yield some } }
puts([...chunks(count(7), 3)])
gen windows(xs) { let last = null; for (x in xs) { if (last != null) { yield [last, x] }; last = x } }
puts([...windows(count(4))])
gen primes() { let found = []; let n = 2; while (true) { if (!found.any(p => n % p == 0)) { found.push(n); yield n }; n++ } }
puts(take(primes(), 10))
// expect: [[], [0], [0, 1], [0, 1, 2]]
// expect: [[0, 1, 2], [3, 4, 5], [6]]
// expect: [[0, 1], [1, 2], [2, 3]]
// expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
