// Instances of each round: made, asked, added, thrown away. Constructors are inlined, and add the fields one by one.
class Vec {
    fn init(x, y) { self.x = x; self.y = y }
    fn add(o) { Vec(self.x + o.x, self.y + o.y) }
    fn dot(o) { self.x * o.x + self.y * o.y }
}
class Box { let value = 7; fn twice() { self.value * 2 } }
fn run(n) {
    let total = 0
    for (let i = 0; i < n; i++) {
        let p = Vec(i, 1).add(Vec(1, i))
        total += p.dot(p) + Box().twice()
    }
    total
}
puts(run(500)) // expect: 83590500
// expect jit: allocations<=5 allocated-bytes<=8000
