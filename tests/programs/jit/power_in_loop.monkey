// Powers with exponents that change from positive to negative, to floats.
let s = 0
for (let i = 0; i < 300; i++) {
    let e = i < 200 ? i % 5 : i % 7 - 3
    let b = i % 9 - 4
    if (b != 0 || e >= 0) { s = s + b ** e }
    if (i == 199) { puts(s) }
}
puts(floor(s * 1000), 2 ** 63, (-2) ** 63, 2 ** 0.5)
// expect: 3479
// expect: 3540874
// expect: 9223372036854775808
// expect: -9223372036854775808
// expect: 1.4142135623730951
