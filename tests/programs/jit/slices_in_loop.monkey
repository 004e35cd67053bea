// Slices with bounds that change, also from the end and past it, of arrays and strings.
let a = range(10)
let t = "añ😀bcdefgh"
let s = 0
let n = 0
for (let i = 0; i < 400; i++) {
    let from = i % 13 - 3
    let to = i % 7 + 2
    s = (s * 3 + sum(a[from:to]) + len(a[from:]) + len(a[:to])) % 100003
    n = n + len(t[from:to]) + (t[-1:] == "h" ? 1 : 0)
    if (i == 200) { a = ["x"] }
    if (i == 201) { a = [0.5, 1, 2, 3] }
}
puts(s, n)
// expect: 93746.5
// expect: 939
