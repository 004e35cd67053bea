// The place of an error is that of the instruction that failed, not of the loop.
let div = fn(a, b) {
    a / b
}
let lines = {}
for (let i = 0; i < 500; i++) {
    try {
        let r = div(i, i % 10)
        if (i % 25 == 7) {
            r = r + "x"
        }
    } catch (e) {
        lines[`${e.line}: ${e.message}`] = (lines[`${e.line}: ${e.message}`] ?? 0) + 1
    }
}
puts(lines)
// expect: {"3: division by zero": 50, "10: type mismatch: int + string": 20}
