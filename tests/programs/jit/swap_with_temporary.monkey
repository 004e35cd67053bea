// Swaps and rotations through a temporary: each variable gets another one's value.
let a = 1
let b = 2
let c = "c"
let d = null
let log = []
for (let i = 0; i < 407; i++) {
    let t = a
    a = b
    b = c
    c = d
    d = t
    if (i % 2 == 0) { let u = a; a = d; d = u }
    if (i % 90 == 1) { log.push([a, b, c, d]) }
}
puts(log, a, b, c, d)
// expect: [["c", null, 2, 1], [2, 1, null, "c"], [null, "c", 1, 2], [1, 2, "c", null], ["c", null, 2, 1]]
// expect: null
// expect: 1
// expect: 2
// expect: c
