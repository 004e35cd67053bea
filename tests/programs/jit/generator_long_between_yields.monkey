// The body's own loop is hot between two yields.
// expect jit: entries<=12 exits<=30
gen multiples(k) { let n = 0; while (true) { n += 1; if (n % k == 0) { yield n } } }
let s = 0
for (x in multiples(97)) { if (x > 97 * 300) { break }; s += x }
puts(s)
// expect: 4379550
