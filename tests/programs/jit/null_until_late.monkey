// A variable is null for a thousand rounds, then a number.
let best = null
for (let i = 0; i < 2000; i++) {
    let v = (i * 7919) % 2003
    if (i > 1000 && (best == null || v > best)) { best = v }
    if (i == 1000) { puts(best) }
}
puts(best)
// expect: null
// expect: 1999
