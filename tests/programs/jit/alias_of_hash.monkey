// A hash under two names and a function that changes it.
let h = {"n": 1, "list": [1]}
let g = h
let change = fn(x, i) { x.n = x.n + i; if (i % 50 == 0) { x.list = [i] } }
let sum = 0
for (let i = 0; i < 300; i++) {
    let n = g.n
    change(h, i)
    sum = sum + g.n - n + g.list[0]
}
puts(sum, g.n, h.list, g == h)
// expect: 82350
// expect: 44851
// expect: [250]
// expect: true
