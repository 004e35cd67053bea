let h = {}
for (i in 0..20) { h[i] = i }
let seen = []
for (k in h) {
  seen.push(k)
  for (i in 0..20) { if (i % 2 == 1) { delete(h, i) } }
  if (k == 18) { h["new"] = 1 }
}
puts(seen) // expect: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, "new"]
puts(len(h)) // expect: 11
