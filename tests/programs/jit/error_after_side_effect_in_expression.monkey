// An instruction in the middle of an expression fails after an effect of the same expression: once, not twice.
let a = []
let n = 0
let count = fn(x) { n = n + 1; x }
let failed = 0
for (let i = 0; i < 600; i++) {
    try {
        let v = count(i) + a.push(i).len() + 100 / (i % 8) + count(1)
        n = n + v % 2
    } catch (e) {
        failed++
    }
}
puts(n, len(a), failed, a[-1])
// expect: 1275
// expect: 600
// expect: 75
// expect: 599
