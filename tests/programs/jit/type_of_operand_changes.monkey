// The same addition sees integers, floats, strings, arrays and what cannot be added.
let values = [1, 2.5, "a", [1], 3, null, 9223372036854775807, 0.25, "b", -4]
let log = []
let errors = 0
for (let i = 0; i < 600; i++) {
    let v = i < 100 ? 1 : values[i / 10 % 10]
    let w = i % 97 == 96 ? 2 : v
    try {
        let r = v + w
        if (i % 60 == 59) { log.push(r) }
    } catch (e) {
        errors++
        if (errors % 20 == 1) { log.push(e.message) }
    }
}
puts(log, errors)
// expect: [2, 5.0, "type mismatch: null + null", 0.5, [1, 1], -8, "type mismatch: null + null", 5.0, "type mismatch: null + null", 0.5, [1, 1], -8]
// expect: 53
