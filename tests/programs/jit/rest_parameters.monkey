// Rest parameters: none, one and many arguments from one loop; each call has an array of its own.
let kept = []
let f = fn(a, ...more) {
    if (a % 99 == 0) { kept.push(more) }
    let s = a
    for (m in more) { s = s + m }
    more.push(1)
    s * 10 + len(more)
}
let t = 0
for (let i = 0; i < 400; i++) {
    t = t + (i % 4 == 0 ? f(i) : i % 4 == 1 ? f(i, 1) : i % 4 == 2 ? f(i, 1, 0.5) : f(i, i, i, i))
}
f(0, 1, 2)
puts(t, kept)
// expect: 1404500.0
// expect: [[1], [99, 99, 99, 1], [1, 0.5, 1], [1, 1], [1], [1, 2, 1]]
