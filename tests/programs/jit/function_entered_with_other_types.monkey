// A small function called in a loop with arguments of all kinds.
let describe = fn(a, b) {
    if (a == b) { return "same" }
    if (type(a) == type(b)) { return type(a) }
    `${type(a)}/${type(b)}`
}
let vs = [1, 1.0, "1", true, null, [1], {"a": 1}, 2]
let counts = {}
for (let i = 0; i < 640; i++) {
    let k = describe(vs[i % 8], vs[i / 8 % 8])
    counts[k] = (counts[k] ?? 0) + 1
}
puts(len(counts), counts.same, counts.int, counts["int/float"], counts["null/array"], counts["string/int"])
// expect: 44
// expect: 100
// expect: 20
// expect: 10
// expect: 10
// expect: 20
