// Methods, constructors and statics that recur, on instances of several classes.
class Leaf {
    fn init(n) { self.n = n }
    fn sum() { self.n }
    fn depth() { 0 }
}
class Node {
    fn init(n, depth) {
        self.n = n
        self.left = if (depth == 0) { Leaf(n) } else { Node(n * 2 % 1009, depth - 1) }
        self.right = if (depth == 0) { Leaf(n + 1) } else { Node((n * 2 + 1) % 1009, depth - 1) }
    }
    fn sum() { self.n + self.left.sum() + self.right.sum() }
    fn depth() { 1 + self.left.depth() }
}
let s = 0
for (let i = 0; i < 40; i++) {
    let tree = Node(i, i % 6)
    s += tree.sum() + tree.depth()
}
puts(s)
// expect: 464324
