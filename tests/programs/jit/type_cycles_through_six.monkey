// More types of one variable than a loop can have versions for.
let values = [1, 1.5, "s", null, true, [1]]
let counts = {}
let x = 0
for (let i = 0; i < 900; i++) {
    x = values[(i * i + i / 7) % 6]
    let k = type(x)
    counts[k] = (counts[k] ?? 0) + 1
}
puts(counts, x)
// expect: {"int": 214, "float": 129, "bool": 129, "null": 128, "string": 171, "array": 129}
// expect: null
