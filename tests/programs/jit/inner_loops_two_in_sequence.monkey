// Two inner loops one after the other, and one in an inlined callee, all over the same variables.
let total = xs => { let t = 0; for (x in xs) { t = t + x }; t }
let a = []
let s = 0
for (let i = 0; i < 90; i++) {
    for (let j = 0; j < i % 7; j++) { a.push(i + j) }
    s = s + total(a)
    while (len(a) > 10) { s = s - a.shift() }
    if (i == 60) { a[0] = 0.5 }
}
puts(s, a)
// expect: 40531.0
// expect: [89, 88, 89, 90, 91, 89, 90, 91, 92, 93]
