let h = {"a": 1, "b": 2}
for (k in h) { puts(k) }
// expect: a
// expect: b
for ([k, v] in h) { puts(`${k}${v}`) }
// expect: a1
// expect: b2
