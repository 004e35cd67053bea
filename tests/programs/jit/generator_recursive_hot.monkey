// Each level of a recursion resumes the next.
gen walk(n) { if (n > 0) { for (x in walk(n - 1)) { yield x }; yield n; for (x in walk(n - 1)) { yield -x } } }
let s = 0
let c = 0
for (x in walk(9)) { s = (s * 7 + x) % 1000003; c++ }
puts(s, c)
// expect: 138580
// expect: 511
