// A for, a while, a for-in and a do-while loop in each other.
let n = 0
let s = 0
for (let a = 0; a < 6; a++) {
    let b = 0
    while (b < a) {
        for (c in 0..b + 1) {
            let d = c
            do { n++; s = (s * 5 + a + b * 2 + c * 3 + d) % 65521; d-- } while (d > 0)
        }
        b++
    }
}
puts(n, s)
// expect: 50
// expect: 23016
