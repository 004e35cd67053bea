// Loops of exactly as many rounds as thresholds may be, and one more or less.
fn run(n) {
    let s = 0
    let i = 0
    while (i < n) { i++; s = s * 2 % 1000003 + i }
    s
}
fn fresh(n) { let f = fn(m) { let s = 1; for (let i = 0; i < m; i++) { s = s + i * s % 11 }; s }; f(n) }
for (n in [0, 1, 2, 3, 4, 9, 10, 11, 49, 50, 51, 99, 100, 101, 999, 1000, 1001, 1024]) { puts(`${run(n)} ${fresh(n)}`) }
// expect: 0 1
// expect: 1 1
// expect: 4 2
// expect: 11 6
// expect: 26 13
// expect: 1013 45
// expect: 2036 54
// expect: 4083 55
// expect: 152986 55
// expect: 306022 55
// expect: 612095 55
// expect: 253008 55
// expect: 506116 55
// expect: 12330 55
// expect: 509645 55
// expect: 20287 55
// expect: 41575 55
// expect: 78891 55
