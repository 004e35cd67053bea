// Inlined functions that only compute leave nothing behind in a graph, and still take frames. `at_depth` calls one of them where it
// ends, in the place of its own frame.
// options: --max-depth 121
let leaf = x => x + 1
let two = x => leaf(x) + leaf(x + 1)
fn at_depth(n, f) { if (n == 0) { return f() }; let r = at_depth(n - 1, f); r }
let run = fn() {
    let s = 0
    for (let i = 0; i < 80; i++) { s = s + two(i) }
    s
}
let ok = 0
for (let d = 100; d < 121; d++) {
    try { ok += at_depth(d, run) - 6560 + 1 } catch (e) { puts(d, e.message) }
}
// expect: 118
// expect: stack overflow: more than 121 frames
// expect: 119
// expect: stack overflow: more than 121 frames
// expect: 120
// expect: stack overflow: more than 121 frames
puts(ok) // expect: 18
