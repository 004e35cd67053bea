// Two loops call one function with a loop, with arguments of different types.
fn dot(xs, ys) {
    let s = xs[0] * ys[0]
    for (let i = 1; i < len(xs); i++) { s = s + xs[i] * ys[i] }
    s
}
let a = 0
for (let i = 0; i < 60; i++) { a = a + dot([i, 2, 3], [4, 5, i]) }
let b = 0
for (let i = 0; i < 60; i++) { b = b + dot([i * 0.5, 2.0], [0.25, 1.5]) }
let c = 0
for (let i = 0; i < 60; i++) { c = c + dot([i, 2.5, 1 << 62, 1], [1, i, 4, i]) }
puts(a, b, c)
// expect: 12990
// expect: 401.25
// expect: 1.1068046444225731e21
