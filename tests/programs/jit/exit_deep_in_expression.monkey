// Three inlined frames, each in the middle of an expression with operands before it, when the types change.
let h = fn(x, y) { let p = x + 1; p * 2 + y }
let g = fn(x, y) { let q = y - 3; q + h(x, q) * 3 + q }
let f = fn(x, y) { let r = x * 5; r - g(y, x) + r * 7 }
let s = 0
for (let i = 0; i < 900; i++) {
    let a = i < 600 ? i : i + 0.5
    let b = i < 800 ? 7 : 9223372036854775807
    s = s * 2 % 1009 + i - f(a, b) % 10007 + i * (s + f(i, 3)) % 11
    if (i % 150 == 149) { puts(s) }
}
// expect: -5830
// expect: 653
// expect: -6176
// expect: -679
// expect: -5757.0
// expect: 2246.0
