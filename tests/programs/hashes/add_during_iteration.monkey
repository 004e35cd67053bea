let h = {"k0": 0}
let n = 0
for ([k, v] in h) {
  n++
  if (n < 5) { h["k" + str(n)] = n }
}
puts(n, h)
// expect: 5
// expect: {"k0": 0, "k1": 1, "k2": 2, "k3": 3, "k4": 4}
