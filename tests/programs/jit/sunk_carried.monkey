// An object that each round makes of the one before: the first one is real, the last one is made when the loop is left.
class Vec {
    fn init(x, y) { self.x = x; self.y = y }
    fn add(o) { Vec(self.x + o.x, self.y + o.y) }
}
fn vectors(n) {
    let first = Vec(0.0, 0.5)
    let p = first
    let d = Vec(0.25, 0.125)
    for (let i = 0; i < n; i++) { p = p.add(d) }
    [p.x, p.y, first.x, first.y, p == first]
}
fn pairs(n) {
    let p = [0, 1]
    for (let i = 0; i < n; i++) { p = [p[1], (p[0] + p[1]) % 1000007] }
    p
}
// Nobody changes it, so that it is the first one still.
fn kept(n) {
    let first = Vec(3, 4)
    let p = first
    let total = 0
    for (let i = 0; i < n; i++) {
        if (i % 50 == 49) { p = Vec(i, p.x) }
        total += p.x + p.y
    }
    [total, p.x, p.y, p == first]
}
puts(vectors(1000)) // expect: [250.0, 125.5, 0.0, 0.5, false]
puts(pairs(1000)) // expect: [498402, 702074]
puts(kept(40)) // expect: [280, 3, 4, true]
puts(kept(500)) // expect: [203091, 499, 449, false]
// expect jit: allocated-bytes<=8000
