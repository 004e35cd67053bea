// Instances, classes and bound methods live as long as somebody has them.
class Node { let next; fn init(v) { self.v = [v] } fn get() { self.v[0] } }
let head = null;
for (let i = 0; i < 2000; i++) { let n = Node(i); n.next = if (i % 100 == 0) { head } else { null }; if (i % 100 == 0) { head = n } n.extra = str(i) }
let sum = 0;
for (let n = head; n != null; n = n.next) { sum += n.get() + int(n.extra) }
puts(sum); // expect: 38000
fn maker(k) { class K { fn get() { k } } K() }
let kept = [];
for (let i = 0; i < 300; i++) { let o = maker([i]); if (i % 50 == 0) { kept.push(o.get) } }
let junk = [];
for (let i = 0; i < 3000; i++) { junk = [i, str(i)] }
puts(kept.map(f => f()[0])); // expect: [0, 50, 100, 150, 200, 250]
