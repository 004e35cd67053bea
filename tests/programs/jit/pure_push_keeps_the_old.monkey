// `push` gives a new array; the old ones stay as they were.
let a = []
let kept = []
for (let i = 0; i < 300; i++) {
    let b = push(a, i)
    if (i % 60 == 0) { kept.push(a) }
    if (i % 70 == 5) { b = push(a, "other") }
    a = b
}
puts(len(a), a[5], a[6], a[75])
for (k in kept) { puts([len(k), last(k)]) }
// expect: 300
// expect: other
// expect: 6
// expect: other
// expect: [0, null]
// expect: [60, 59]
// expect: [120, 119]
// expect: [180, 179]
// expect: [240, 239]
