// One for-in in a function: over arrays of all kinds, strings, hashes, ranges; then an error.
fn collect(xs) {
    let n = 0
    let t = ""
    for (x in xs) { n++; t = type(x) }
    [n, t]
}
puts(collect(range(100)), collect(0..100), collect("aß" * 50), collect(array(60, 0.5)))
puts(collect({1: 2, "a": 3}), collect(array(70, null)), collect([[1], 2, "x"]), collect([]), collect(""))
let errors = 0
for (let i = 0; i < 120; i++) {
    try { collect(i % 10 == 9 ? i : [i]) } catch (e) { errors++ }
}
puts(errors)
// expect: [100, "int"]
// expect: [100, "int"]
// expect: [100, "string"]
// expect: [60, "float"]
// expect: [2, "string"]
// expect: [70, "null"]
// expect: [3, "string"]
// expect: [0, ""]
// expect: [0, ""]
// expect: 12
