let fs = []
for (let i = 0; i < 3; i++) { fs.push(() => i) }
puts(fs.map(f => f())) // expect: [0, 1, 2]
let gs = []
for (x in [10, 20]) { gs.push(fn() { x += 1; x }) }
puts(gs[0](), gs[0](), gs[1]())
// expect: 11
// expect: 12
// expect: 21
let hs = []
let n = 0
while (n < 3) { let m = n; hs.push(() => m); n++ }
puts(hs.map(f => f())) // expect: [0, 1, 2]
