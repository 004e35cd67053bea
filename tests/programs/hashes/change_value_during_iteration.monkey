let h = {"a": 1, "b": 2}
for (k in h) { h[k] = h[k] * 10 }
puts(h) // expect: {"a": 10, "b": 20}
for ([k, v] in h) { h.b = 99; puts(v) }
// expect: 10
// expect: 99
