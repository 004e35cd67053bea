// One object under several names when the graph is left: in two variables, in two frames, in other objects, in a circle.
class Node { fn init(value) { self.value = value; self.next = null } }
fn same(a, b) { a == b }
fn check(node, other, limit) {
    if (node.value > limit) { node.value = -1; return same(node, other) }
    false
}
fn frames(n) {
    let found = 0
    for (let i = 0; i < n; i++) {
        let a = Node(i)
        let b = a
        if (check(a, b, n - 3)) { found += 10; found += b.value }
    }
    found
}
fn circle(n) {
    let found = 0
    for (let i = 0; i < n; i++) {
        let a = Node(i)
        let b = Node(a)
        a.next = b
        let pair = [a, b, a]
        if (i % 100 == 99) {
            let kept = [pair, a]
            kept[1].value = 5
            if (kept[0][0] == kept[0][2] && kept[0][0].next == b && b.value == a && pair[2].value == 5) { found += 1 }
        }
    }
    found
}
fn closures(n) {
    let made = []
    for (let i = 0; i < n; i++) {
        let count = i
        let bump = fn() { count += 1; count }
        let read = fn() { count }
        bump()
        if (i % 90 == 89) { made.push(bump); made.push(read) }
    }
    made[0]()
    made[0]()
    [made[1](), made[3](), len(made)]
}
puts(frames(400)) // expect: 18
puts(circle(500)) // expect: 5
puts(closures(400)) // expect: [92, 180, 8]
