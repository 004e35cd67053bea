// && || ?? and ternaries whose value is one of operands of different types.
let vs = [0, null, false, "", 1.5, "s", true]
let counts = {}
for (let i = 0; i < 700; i++) {
    let a = vs[i % 7]
    let b = vs[i / 7 % 7]
    for (v in [a && b, a || b, a ?? b, a ? b : "else", !a]) {
        let k = str(v)
        counts[k] = (counts[k] ?? 0) + 1
    }
}
puts(counts)
// expect: {"0": 395, "false": 882, "null": 295, "else": 200, "true": 582, "": 382, "1.5": 382, "s": 382}
