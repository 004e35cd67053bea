// Template strings of values whose types change.
let h = 0
let last = ""
let vs = [1, -2.5, "s", null, true, [1, "x"], {"k": 2}, 1 << 70]
for (let i = 0; i < 400; i++) {
    let v = i < 200 ? i : vs[i % 8]
    last = `${i}: ${v}, ${last == "" ? "first" : len(last)}`
    h = (h * 31 + len(last)) % 1000003
}
puts(h, last)
// expect: 378492
// expect: 399: 1180591620717411303424, 17
