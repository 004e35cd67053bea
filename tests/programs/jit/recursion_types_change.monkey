// What a recursive function takes and returns changes while it is hot: integers, floats, big integers, strings, null.
fn sum(n, step, zero) { if (n <= 0) { zero } else { step + sum(n - 1, step, zero) } }
let out = []
for (let i = 0; i < 200; i++) {
    let r = sum(i % 12, 3, 0)
    if (i == 80) { r = sum(10, 0.5, 0) }
    if (i == 110) { r = sum(5, 9223372036854775807, 0) }
    if (i == 140) { r = sum(6, "ab", "!") }
    if (i == 160) { r = try { sum(4, 1, null) } catch (e) { e.message } }
    if (i >= 78 && i < 83 || i == 110 || i == 140 || i == 160 || i > 196) { out = push(out, r) }
}
puts(out)
// expect: [18, 21, 5.0, 27, 30, 46116860184273879035, "abababababab!", "type mismatch: int + null", 15, 18, 21]
