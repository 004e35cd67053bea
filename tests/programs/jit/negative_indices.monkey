// Indices from the end, past both ends, and of strings.
let a = [10, 20, 30, 40, 50]
let s = "abcde"
let sum = 0
let nulls = 0
let text = ""
for (let i = 0; i < 600; i++) {
    let k = i % 14 - 7
    let v = a[k]
    if (v == null) { nulls++ } else { sum = sum + v; a[k] = v + 1 }
    if (i > 560) { text = text + (s[k] ?? "-") }
}
puts(sum, nulls, a, text)
// expect: 31175
// expect: 170
// expect: [96, 106, 116, 126, 136]
// expect: -abcdeabcde----abcdeabcde----abcdeabcde
