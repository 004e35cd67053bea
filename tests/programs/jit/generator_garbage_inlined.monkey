// What an inlined body holds survives collections, and what it kept before is not held.
gen lists(n) { let all = []; for (let i = 0; i < n; i++) { all = push(all, [i, str(i)]); yield all; if (len(all) > 5) { all = [] } } }
let s = 0
for (xs in lists(400)) { s += len(xs) + xs[0][0]; let junk = [xs, s] }
puts(s)
// expect: 80200
