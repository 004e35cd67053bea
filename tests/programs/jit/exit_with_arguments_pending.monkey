// Arguments of a call are already in place when an argument further on leaves the loop's code.
let four = fn(a, b, c, d) { a * 1000 + b * 100 + c * 10 + d }
let odd = fn(i) { if (i == 700) { return 0.5 }; if (i == 710) { return null }; i % 10 }
let s = 0
let errors = 0
for (let i = 0; i < 800; i++) {
    try { s = s + four(i % 3, odd(i), i % 5, four(1, odd(i + 5), odd(i - 5), 2)) % 10007 } catch (e) { errors++ }
}
puts(s, errors)
// expect: 2364644.0
// expect: 3
