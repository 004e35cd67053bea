// Exceptions leave an inlined body; it is done then, and the frames are those of the plain run.
gen fails(n) { for (let i = 0; i < n; i++) { if (i == 5) { throw `at ${i}` }; yield 10 / (i - 7) } }
let s = 0
let caught = []
for (let i = 0; i < 300; i++) {
    let g = fails(i % 9)
    try { for (x in g) { s += x } } catch (e) { if (i < 20) { caught.push(e) } ; if (!g.done) { puts("not done") } }
}
puts(s, caught)
gen bad(xs) {
    for (x in xs) { yield 100 / x }
}
fn sum2(g) {
    let s = 0
    for (x in g) { s += x }
    s
}
let xs = [1, 2, 4, 5]
for (let i = 0; i < 100; i++) { if (i == 99) { xs.push(0) }; s += sum2(bad(xs)) }
// expect: -1620
// expect: ["at 5", "at 5", "at 5", "at 5", "at 5", "at 5"]
// expect error: division by zero
// expect error at: 11:31
// expect frame: bad at 11:31
// expect frame: sum2 at 15:15
// expect frame: main at 19:67
