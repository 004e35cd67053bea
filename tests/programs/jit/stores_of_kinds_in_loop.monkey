// One store to arrays of all kinds, of values of all kinds, in bounds and out of them, also to what is no collection.
let xs = [[1, 2], [0.5, 1.5], [true, false], ["s", null], [], {"a": 1}, "text"]
let vs = [1, 2.5, false, "v", null, 1 << 64]
let errors = {}
for (let i = 0; i < 840; i++) {
    let x = xs[i < 200 ? 0 : i % 7]
    let v = vs[i < 200 ? 0 : i / 7 % 6]
    try { x[i % 3] = v } catch (e) { errors[e.message] = (errors[e.message] ?? 0) + 1 }
}
puts(xs)
for ([k, v] in errors) { puts(`${v} ${k}`) }
// expect: [["v", null], [18446744073709551616, "v"], [null, 18446744073709551616], ["v", null], [], {"a": 1, 0: null, 1: 18446744073709551616, 2: "v"}, "text"]
// expect: 188 index out of range: 2 (length 2)
// expect: 31 index out of range: 2 (length 0)
// expect: 92 cannot assign to an index of string
// expect: 31 index out of range: 0 (length 0)
// expect: 30 index out of range: 1 (length 0)
