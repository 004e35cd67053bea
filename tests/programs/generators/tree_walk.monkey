// Recursion: each level has a generator of its own.
fn insert(t, v) {
    if (t == null) { return {"v": v, "l": null, "r": null} }
    if (v < t.v) { t.l = insert(t.l, v) } else { t.r = insert(t.r, v) }
    t
}
gen walk(t) {
    if (t == null) { return }
    for (x in walk(t.l)) { yield x }
    yield t.v
    for (x in walk(t.r)) { yield x }
}
let t = null
for (v in [5, 2, 8, 1, 9, 3, 7, 4, 6, 0]) { t = insert(t, v) }
puts([...walk(t)])
let s = 0
for (round in 0..20) { for (x in walk(t)) { s = s * 3 % 1000003 + x } }
puts(s)
// expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
// expect: 74543
