// Linked objects: references between instances, null at the ends.
class Node { let next; fn init(v) { self.v = v } }
class List { let head; let size = 0;
    fn push(v) { let n = Node(v); n.next = self.head; self.head = n; self.size++; self }
    fn sum() { let t = 0; let n = self.head; while (n != null) { t += n.v; n = n.next } t } }
let t = 0;
for (let r = 0; r < 30; r++) { let l = List(); for (let i = 0; i < 30; i++) { l.push(i * r) } t += l.sum() + l.size }
puts(t); // expect: 190125
