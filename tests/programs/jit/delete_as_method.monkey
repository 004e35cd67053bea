// h.delete(k), h.keys() and a.pop() as methods, with results of changing types.
let h = {}
let a = []
let counts = {}
for (let i = 0; i < 500; i++) {
    h[`k${i % 9}`] = i % 2 == 0 ? i : [i]
    let v = h.delete(`k${(i * 4) % 9}`)
    if (i % 3 == 0) { a.push(v) }
    let w = i % 4 == 0 ? a.pop() : len(h.keys())
    for (x in [v, w]) { counts[type(x)] = (counts[type(x)] ?? 0) + 1 }
}
puts(counts, len(a), h)
// expect: {"int": 707, "null": 3, "array": 290}
// expect: 42
// expect: {"k1": 496, "k2": [497], "k4": [499]}
