class Tree {
    let left; let right;
    fn init(v) { self.v = v }
    fn insert(v) {
        if (v < self.v) { if (self.left == null) { self.left = Tree(v) } else { self.left.insert(v) } }
        else { if (self.right == null) { self.right = Tree(v) } else { self.right.insert(v) } }
        self
    }
    fn sum() { self.v + (self.left?.sum() ?? 0) + (self.right?.sum() ?? 0) }
    fn list() { let l = if (self.left == null) { [] } else { self.left.list() }; [...l, self.v, ...(self.right?.list() ?? [])] }
}
let t = Tree(50);
for (x in [25, 75, 10, 30, 60, 90, 5]) { t.insert(x) }
puts(t.sum(), t.list()); // expect: 345
// expect: [5, 10, 25, 30, 50, 60, 75, 90]
// Tail calls of methods do not grow the stack.
class Loop { fn down(n) { if (n == 0) { "done" } else { self.down(n - 1) } } fn even(n) { n == 0 ? true : self.odd(n - 1) } fn odd(n) { n == 0 ? false : self.even(n - 1) } }
puts(Loop().down(1000000), Loop().even(100001)); // expect: done
// expect: false
// slow
