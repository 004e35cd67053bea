// One call: one function for a thousand rounds, then a second, then a third with another type.
let f = x => x + 1
let v = 0
for (let i = 0; i < 1400; i++) {
    if (i == 1000) { puts(v); f = x => x - 2 }
    if (i == 1200) { puts(v); f = x => x + 0.5 }
    v = f(v)
}
puts(v)
// expect: 1000
// expect: 600
// expect: 700.0
