// One read sees arrays of integers, of floats, generic and empty ones in turn.
let arrays = [[1, 2, 3], [0.5, 1.5, 2.5], ["a", 1, null], [], [true, false, true]]
let counts = {}
let sum = 0
for (let i = 0; i < 1000; i++) {
    let a = arrays[i < 300 ? 0 : i % 5]
    let v = a[i % 3]
    counts[type(v)] = (counts[type(v)] ?? 0) + 1
    if (type(v) == "int" || type(v) == "float") { sum = sum + v }
}
puts(counts, sum)
// expect: {"int": 487, "float": 140, "null": 187, "bool": 140, "string": 46}
// expect: 1136.0
