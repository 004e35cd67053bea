// A pair in each round, of integers and of floats, and an array that takes another one apart: none is made.
fn ints(n) {
    let total = 0
    for (let i = 0; i < n; i++) {
        let p = [i, i + 1]
        total += p[0] * p[1] - len(p)
    }
    total
}
fn floats(n) {
    let total = 0.0
    for (let i = 0; i < n; i++) {
        let p = [total, 0.5]
        p[1] = p[1] + 0.25
        total = p[0] + p[1]
    }
    total
}
fn swaps(n) {
    let a = 1
    let b = 2
    for (let i = 0; i < n; i++) {
        let [c, d] = [b, a + i]
        a = c
        b = d
    }
    [a, b]
}
puts(ints(1000)) // expect: 333331000
puts(floats(1000)) // expect: 750.0
puts(swaps(1000)) // expect: [249501, 250002]
// expect jit: allocations=0 allocated-bytes<=5000
