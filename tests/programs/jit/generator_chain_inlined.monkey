// Generators over generators, each with a function that it calls.
// expect jit: entries<=3 exits<=6
gen naturals() { let i = 0; while (true) { yield i; i += 1 } }
gen mapped(g, f) { for (x in g) { yield f(x) } }
gen filtered(g, f) { for (x in g) { if (f(x)) { yield x } } }
let s = 0
for (x in filtered(mapped(naturals(), x => x * x), x => x % 3 == 1)) { if (x > 30000000) { break }; s += x }
puts(s)
// expect: 36530326030
