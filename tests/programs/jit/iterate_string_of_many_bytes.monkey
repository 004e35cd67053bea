// Characters of one to four bytes, by iteration and by index.
let s = "aé日😀z" * 30
let h = 0
let n = 0
for (c in s) {
    if (c != s[n]) { puts("wrong at", n) }
    h = (h * 31 + ord(c)) % 1000003
    n++
}
puts(n, h)
let back = ""
for (let i = len(s) - 1; i >= len(s) - 12; i--) { back = back + s[i] }
puts(back)
let t = "ascii only " * 10
let m = 0
for (c in t) { if (c == " ") { m++ } }
puts(m)
// expect: 150
// expect: 625356
// expect: z😀日éaz😀日éaz😀
// expect: 20
