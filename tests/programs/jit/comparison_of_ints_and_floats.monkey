// Comparisons of integers with floats are exact, also near 2 ** 53 and 2 ** 63, with NaN and infinities.
let nan = 0.0 / 0.0
let inf = 1.0 / 0.0
let xs = [0, -0.0, 1, 1.0, nan, inf, -inf, 9007199254740993, 9007199254740992.0, 9223372036854775807, 9223372036854775807.0,
    9223372036854775808, -9223372036854775808, -9223372036854775808.0, 0.5]
let h = 0
let counts = array(6, 0)
for (let i = 0; i < 675; i++) {
    let a = xs[i % 15]
    let b = xs[i / 15 % 15]
    let bits = [a < b, a <= b, a == b, a != b, a > b, a >= b]
    for (let k = 0; k < 6; k++) {
        if (bits[k]) { counts[k] = counts[k] + 1; h = (h * 31 + i + k) % 1000003 }
    }
}
puts(counts, h)
// expect: [261, 327, 66, 609, 261, 327]
// expect: 880189
