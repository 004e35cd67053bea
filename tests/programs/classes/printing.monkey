class Node { let next; let v = "q\"s"; fn init(f) { self.f = f } }
let n = Node(1.0);
puts(n, [n], {"k": n}); // expect: Node {next: null, v: "q\"s", f: 1.0}
// expect: [Node {next: null, v: "q\"s", f: 1.0}]
// expect: {"k": Node {next: null, v: "q\"s", f: 1.0}}
n.next = n;
n.f = [n];
puts(n); // expect: Node {next: ..., v: "q\"s", f: [...]}
puts(`t: ${Node(null)}`); // expect: t: Node {next: null, v: "q\"s", f: null}
let deep = null;
for (let i = 0; i < 1000; i++) { let m = Node(i); m.next = deep; deep = m }
puts(len(str(deep)) > 30000); // expect: true
