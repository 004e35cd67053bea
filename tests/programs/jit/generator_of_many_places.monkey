// It waits at another place each time.
// expect jit: entries<=3 exits<=10
gen steps(a) { while (true) { yield a; a += 1; yield a * 2; a += 1; yield -a; yield a * 0.5 } }
let s = 0
let n = 0
for (x in steps(1)) { s += x; n++; if (n == 4000) { break } }
puts(s)
// expect: 2501000.0
