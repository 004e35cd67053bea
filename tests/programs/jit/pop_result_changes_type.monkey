// The result of pop is an integer, a float, a string, and null when the array is empty.
let a = []
let counts = {}
let sum = 0
for (let i = 0; i < 800; i++) {
    if (i < 300) { a.push(i) }
    else if (i < 400) { a.push(i + 0.5) }
    else if (i == 500) { a.push("s") }
    let v = i % 2 == 0 || i > 450 ? a.pop() : 0
    counts[type(v)] = (counts[type(v)] ?? 0) + 1
    if (type(v) == "int" || type(v) == "float") { sum = sum + v }
}
puts(counts, sum, len(a))
// expect: {"int": 525, "float": 100, "string": 1, "null": 174}
// expect: 79850.0
// expect: 0
