// A lookup with a default, of keys that are there and are not.
let h = {}
for (let i = 0; i < 1000; i++) {
    let k = i % 3 == 0 ? i % 30 : i % 3 == 1 ? `k${i % 20}` : i % 10 * 0.5
    h[k] = (h[k] ?? 0) + 1
    if (i % 250 == 249) { puts(len(h), h[0] ?? "none", h.k1 ?? "none", h[1.5] ?? "none") }
}
puts(h[99] ?? -1, h["k99"] ?? null)
// expect: 38
// expect: 17
// expect: 5
// expect: 8
// expect: 38
// expect: 33
// expect: 9
// expect: 16
// expect: 38
// expect: 50
// expect: 13
// expect: 25
// expect: 38
// expect: 67
// expect: 17
// expect: 33
// expect: -1
// expect: null
