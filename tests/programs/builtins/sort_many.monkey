let xs = []
let seed = 12345
for (i in 0..300) { seed = (seed * 1103515245 + 12345) % 2147483648; xs.push(seed) }
let ys = sort(xs)
let ok = true
for (i in 1..300) { if (ys[i - 1] > ys[i]) { ok = false } }
puts(ok, len(ys), sum(ys) == sum(xs))
// expect: true
// expect: 300
// expect: true
puts(equals(sort(xs, (a, b) => a < b), ys)) // expect: true
puts(equals(reverse(sort(xs, (a, b) => a > b)), ys)) // expect: true
