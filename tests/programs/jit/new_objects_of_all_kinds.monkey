// Arrays of all kinds of elements, closures, shared variables and ranges that are kept for a while: enough of them that memory is
// freed and used again meanwhile.
let kept = range(0, 61).map((i) => null)

fn elements(i, x) {
    let which = i % 9
    if (which == 0) { return [] }
    if (which == 1) { return [i, i + 1, i + 2] }
    if (which == 2) { return [i + 0.5] }
    if (which == 3) { return [i % 2 == 0, i % 3 == 0, true] }
    if (which == 4) { return [null, i] }
    if (which == 5) { return [[i], "text", 1.5, true] }
    if (which == 6) { return [x, x] }
    if (which == 7) { return [x, i] }
    [i, 2.5]
}

fn others(i, x) {
    let shared = i
    let step = (by) => { shared += by; shared + len(x) }
    let which = i % 3
    if (which == 0) { return step }
    if (which == 1) { return i..i + 5 }
    (a) => a + i
}

fn look(value, i) {
    let kind = type(value)
    if (kind == "array") {
        value.push(i)
        return len(value) * 10 + (value[0] == i ? 1 : 0)
    }
    if (kind == "function") { return value(i) % 7 }
    if (kind == "range") { return len(value.map((n) => n)) }
    3
}

let sum = 0
for (let i = 0; i < 40000; i++) {
    let x = i % 4 == 0 ? i : (i % 4 == 1 ? "s" : (i % 4 == 2 ? 0.5 : [i]))
    sum += look(kept[i % 61], i - 61)
    kept[i % 61] = elements(i, x)
    sum += look(kept[i * 7 % 61], i)
    if (i % 2 == 0) { kept[i * 5 % 61] = others(i, [x]) }
}
puts(sum)
puts(kept.map((value) => type(value)).reduce(0, (n, t) => n + len(t)))
puts(elements(10, 1), elements(11, 1), elements(12, 1), elements(13, 1), elements(14, 1))
puts(elements(15, 2.5), elements(16, "x"), elements(17, 1), elements(15, [7]), elements(9, 0))
// expect: 1877450
// expect: 335
// expect: [10, 11, 12]
// expect: [11.5]
// expect: [true, true, true]
// expect: [null, 13]
// expect: [[14], "text", 1.5, true]
// expect: [2.5, 2.5]
// expect: ["x", 16]
// expect: [17, 2.5]
// expect: [[7], [7]]
// expect: []
