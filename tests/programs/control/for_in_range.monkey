let out = []
for (i in 2..5) { out.push(i) }
for (i in 5..2) { out.push("never") }
for (i in -2..1) { out.push(i) }
puts(out) // expect: [2, 3, 4, -2, -1, 0]
let n = 0
for (i in 0..1000000000000) { n += i; if (i == 10) { break } }
puts(n) // expect: 55
