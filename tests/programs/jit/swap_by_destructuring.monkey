// Variables swapped by destructuring, two and three at a time.
let a = 1
let b = 1000
let c = 0.5
for (let i = 0; i < 301; i++) {
    let [x, y] = [b, a]
    a = x + 1
    b = y
    if (i % 3 == 0) { let [p, q, r] = [b, c, a]; a = p; b = q; c = r }
    if (i == 3 || i == 100) { puts(a, b, c) }
}
puts(a, b, c)
// expect: 2
// expect: 1001
// expect: 2.5
// expect: 1034
// expect: 34
// expect: 34.5
// expect: 101
// expect: 100.5
// expect: 1101
