gen fib() { let a = 0; let b = 1; while (true) { yield a; let c = (a + b) % 1000007; a = b; b = c } }
// expect jit: entries<=3 exits<=4
let g = fib()
let s = 0
for (let i = 0; i < 5000; i++) { s = (s + g.next()) % 1000003 }
puts(s, g.done)
// expect: 529210
// expect: false
