// Six branches in sequence that each leave a variable with one of two types.
let seed = 1
let a = 0
let b = 0
let c = 0
let h = 0
for (let i = 0; i < 800; i++) {
    seed = (seed * 75 + 74) % 65537
    if (seed & 1 == 1) { a = i } else { a = i * 0.5 }
    if (seed & 2 == 2) { b = a + 1 } else { b = a * 2.0 }
    if (seed & 4 == 4) { c = null } else { c = b }
    let d = seed & 8 == 8 ? c ?? 1 : 2.5
    let e = seed & 16 == 16 ? a + b : d
    if (seed & 32 == 32) { h = (h + int(e * 2)) % 100003 } else { h = (h + int(d * 4)) % 100003 }
}
puts(h, a, b, c)
// expect: 49989
// expect: 799
// expect: 800
// expect: 800
