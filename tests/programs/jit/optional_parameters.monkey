// Parameters with defaults in an inlined callee, given or not.
let f = fn(a, b = a * 2, c = b + 1) { a + b * 10 + c * 100 }
let s = 0
for (let i = 0; i < 600; i++) {
    s = s + (i % 3 == 0 ? f(i) : i % 3 == 1 ? f(i, 5) : f(i, 5, 7))
    if (i == 450) { s = s + f(1.5) }
}
puts(s, f(1), f(1, 2), f(1, 2, 3))
// expect: 13614131.5
// expect: 321
// expect: 321
// expect: 321
