// Objects that escape on some ways only, are changed after another name was stored, or change what they are.
class Item { fn init(a) { self.a = a } }
fn some(n) {
    let kept = []
    for (let i = 0; i < n; i++) {
        let p = [i, i * i]
        let q = p
        if (i % 60 == 0) { kept.push(p) }
        q[0] = -i
    }
    kept
}
fn grown(n) {
    let total = 0
    for (let i = 0; i < n; i++) {
        let item = Item(i)
        if (i % 3 == 0) { item.b = i * 2 } else { item.c = 1 }
        total += item.a
        if (i == n - 1) { puts(item) }
    }
    total
}
fn kinds(n) {
    let last = null
    for (let i = 0; i < n; i++) {
        let a = [i]
        a.push(i + 1)
        if (i % 40 == 39) { a.push("x") }
        a[0] = a[1]
        last = a
    }
    last
}
puts(some(200)) // expect: [[0, 0], [-60, 3600], [-120, 14400], [-180, 32400]]
puts(grown(301)) // expect: Item {a: 300, b: 600}
// expect: 45150
puts(kinds(400)) // expect: [400, 400, "x"]
