// An error that nobody catches, in an inlined callee of a hot loop.
let add = fn(a, b) {
    a + b
}
let outer = fn(x, i) {
    let r = add(x, i)
    r
}
let s = 0
for (let i = 0; i < 2000; i++) {
    s = outer(s, i == 1500 ? "x" : i)
    if (i % 700 == 0) { puts(s) }
}
// expect: 0
// expect: 245350
// expect: 980700
// expect error: type mismatch: int + string
// expect error at: 3:7
// expect frame: add at 3:7
// expect frame: outer at 6:13
// expect frame: main at 11:9
