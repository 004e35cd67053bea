// The limit is reached below functions that are small enough to be inlined, and at another depth of their caller.
// options: --max-depth 120
let leaf = x => x + 1
let two = x => leaf(x) + leaf(x + 1)
fn at_depth(n, f) { if (n == 0) { return f() }; let r = at_depth(n - 1, f); r }
let run = fn() {
    let s = 0
    for (let i = 0; i < 80; i++) { s = s + two(i) }
    s
}
let ok = 0
let errors = {}
for (let d = 100; d < 120; d++) {
    try { ok = ok + at_depth(d, run) } catch (e) { errors[e.message] = (errors[e.message] ?? 0) + 1 }
}
puts(ok, errors)
// expect: 111520
// expect: {"stack overflow: more than 120 frames": 3}
