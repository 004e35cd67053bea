// A key that cannot be one, after many that can.
let h = {}
let errors = []
for (let i = 0; i < 400; i++) {
    let k = i == 300 ? [1] : i == 310 ? 0.0 / 0.0 : i == 320 ? null : i % 17
    try { h[k] = i; h[k] } catch (e) { errors.push(e.message) }
}
puts(len(h), errors, h[5])
// expect: 17
// expect: ["unusable as hash key: array", "unusable as hash key: NaN", "unusable as hash key: null"]
// expect: 396
