// slow
let h = {}
for (i in 0..100000) { h[i * 7919 % 100003] = i }
let n = 0
for (k in h) { n += h[k] }
puts(len(h), n)
// expect: 100000
// expect: 4999950000
