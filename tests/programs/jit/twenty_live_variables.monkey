// Twenty variables that all live through the loop, of several types, rotated and swapped.
let a = 1; let b = 2; let c = 3; let d = 4; let e = 5; let f = 0.5; let g = 1.5; let h = "h"; let j = null; let k = true
let l = 10; let m = 20; let n = 30; let o = 40; let p = 50; let q = [1]; let r = {"x": 1}; let s = 7; let t = 8; let u = 9
for (let i = 0; i < 500; i++) {
    a = b + i % 3; b = c; c = d; d = e; e = a % 1009
    f = g + 0.25; g = f / 2
    if (i % 50 == 0) { h = h + "x"; j = j == null ? i : null; k = !k }
    let x = l; l = m; m = n; n = o; o = p; p = x + 1
    q[0] = q[0] + s; r.x = r.x + t
    s = t; t = u; u = (s + t) % 97
    if (i % 199 == 10) { puts([a, b, c, d, e, f, g, h, j, k], [l, m, n, o, p, q, r, s, t, u]) }
}
puts([a, b, c, d, e, f, g, h, j, k], [l, m, n, o, p, q, r, s, t, u])
// expect: [7, 6, 5, 6, 7, 0.501220703125, 0.2506103515625, "hx", 0, false]
// expect: [22, 32, 42, 52, 13, [367], {"x": 448}, 88, 77, 68]
// expect: [57, 57, 56, 54, 57, 0.5, 0.25, "hxxxxx", 200, false]
// expect: [52, 62, 72, 82, 92, [10106], {"x": 10147}, 48, 19, 67]
// expect: [104, 105, 106, 107, 104, 0.5, 0.25, "hxxxxxxxxx", 400, false]
// expect: [131, 92, 102, 112, 122, [19746], {"x": 19825}, 86, 56, 45]
// expect: [129, 126, 129, 129, 129, 0.5, 0.25, "hxxxxxxxxxx", null, true]
// expect: [110, 120, 130, 140, 150, [24355], {"x": 24359}, 11, 9, 20]
