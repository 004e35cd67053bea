// The loop's variable is a string that grows, is cut and compared.
let s = ""
let n = 0
while (s < "zz" && n < 1000) {
    s = len(s) == 3 ? s[1:] + "c" : s + "b"
    n++
    if (n > 900) { s = s + "z"; s = s[-3:] }
}
puts(s, n)
let t = "a"
let rounds = 0
while (t != "aaaaaaaaaabb") { t = len(t) < 10 ? t + "a" : t + "b"; rounds++ }
puts(t, rounds)
// expect: zcz
// expect: 1000
// expect: aaaaaaaaaabb
// expect: 11
