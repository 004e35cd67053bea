// == of numbers of two kinds, strings, arrays, functions, null: never an error, by value or by identity.
let f = x => x
let a = [1]
let vs = [1, 1.0, "1", null, a, [1], f, x => x, true, 1 << 64, 18446744073709551616.0]
let n = 0
for (let i = 0; i < 1210; i++) {
    let x = vs[i % 11]
    let y = vs[i / 11 % 11]
    if (x == y) { n++ }
    if (x != y) { n = n + 1000 }
    if (x == 1) { n = n + 1000000 }
}
puts(n)
// expect: 221060150
