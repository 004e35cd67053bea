// Assignments as expressions: in conditions, indices and arguments.
let a = [0, 0, 0]
let x = 0
let n = 0
let f = (p, q) => p * 10 + q
for (let i = 0; i < 400; i++) {
    if ((x = i % 7) > 3 && (a[x % 3] = a[x % 3] + x) > 50) { n++ }
    n = n + f(x = x + 1, a[(x = x + 1) % 3] = i % 5)
}
puts(a, x, n)
// expect: [7, 2, 4]
// expect: 2
// expect: 16770
