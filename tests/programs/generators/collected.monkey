// Thousands of generators that nobody finishes.
gen count(n) { let xs = [n, n + 1, n + 2]; while (true) { yield xs; xs = push(xs, len(xs)) } }
let total = 0
let kept = []
for (let i = 0; i < 3000; i++) {
    let g = count(i)
    g.next()
    total += len(g.next())
    if (i % 500 == 0) { kept.push(g) }
}
puts(total)
puts(kept.map(g => len(g.next())))
puts(kept.map(g => g.next()[0]))
// expect: 12000
// expect: [5, 5, 5, 5, 5, 5]
// expect: [0, 500, 1000, 1500, 2000, 2500]
