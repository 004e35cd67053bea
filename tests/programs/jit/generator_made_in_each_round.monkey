// Made, resumed to its end and left behind in each round.
// expect jit: entries<=6 exits<=40
gen upto(n) { for (let i = 0; i < n; i++) { yield i } }
fn f() { let s = 0; for (let i = 0; i < 3000; i++) { for (x in upto(i % 4)) { s += x + 1 } }; s }
puts(f())
// expect: 7500
