// Two stores to arrays and a failing operation between them.
let a = [0, 0, 0]
let b = [0, 0, 0]
let bad = 0
for (let i = 0; i < 500; i++) {
    try {
        a[i % 3] = a[i % 3] + 1
        let q = 10 % (i % 13)
        b[i % 3] = b[i % 3] + q
    } catch (e) {
        bad++
    }
}
puts(a, b, bad)
// expect: [167, 167, 166]
// expect: [426, 417, 414]
// expect: 39
