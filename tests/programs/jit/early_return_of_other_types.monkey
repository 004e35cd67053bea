// A callee's result is an integer, a float, null or a string, depending on where it returns.
let pick = fn(i) {
    if (i < 400) { return i }
    if (i < 500) { return i / 2.0 }
    if (i == 600) { return }
    if (i % 7 == 0) { return "seven" }
    i
}
let counts = {}
let sum = 0
for (let i = 0; i < 800; i++) {
    let r = pick(i)
    counts[type(r)] = (counts[type(r)] ?? 0) + 1
    if (r != null && r != "seven") { sum = sum + r }
}
puts(counts, sum)
// expect: {"int": 656, "float": 100, "string": 43, "null": 1}
// expect: 268532.0
