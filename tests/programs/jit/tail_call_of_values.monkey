// Tail calls of closures and of methods, from inlined callees.
let add = fn(x, y) { x + y }
let apply = fn(f, x, y) { f(x, y) }
let via = fn(h, x) { h.op(x) }
let h = {"op": x => x * 3}
let s = 0
for (let i = 0; i < 500; i++) {
    s = s + apply(i % 4 == 3 ? (x, y) => x - y : add, i, 2) + via(h, i)
    if (i == 300) { h.op = x => x + 0.5 }
}
puts(s)
// expect: 340399.5
