// Shifts by 0, 1, 62, 63, 64 and more, of values of both signs; a negative count is an error.
let counts = [0, 1, 62, 63, 64, 65, 130, -1]
let values = [1, -1, 3, -8, 0, 9223372036854775807, -9223372036854775807 - 1, 1 << 64]
let h = 0
let errors = 0
for (let i = 0; i < 640; i++) {
    let v = values[i % 8]
    let n = i < 200 ? counts[i % 3] : counts[i / 8 % 8]
    try {
        let l = v << n
        let r = v >> n
        h = (h * 31 + l % 10007 + r % 10009) % 1000003
        if (l >> n != v) { puts("wrong", v, n) }
    } catch (e) { errors++ }
}
puts(h, errors)
// expect: 527246
// expect: 56
