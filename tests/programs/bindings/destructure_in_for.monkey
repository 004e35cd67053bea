for ([k, v] in {"a": 1, "b": 2}) { puts(`${k}=${v}`) }
// expect: a=1
// expect: b=2
for ([x, y] in [[1, 2], [3, 4]]) { puts(x * y) }
// expect: 2
// expect: 12
for ([i, s] in enumerate(["p", "q"])) { puts(`${i}:${s}`) }
// expect: 0:p
// expect: 1:q
