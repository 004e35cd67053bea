// A field is missing, an integer, a float, deleted and a string.
let o = {"n": 0}
let log = []
for (let i = 0; i < 1000; i++) {
    let f = o.f
    if (f == null) { o.n = o.n + 1 }
    if (i == 50) { o.f = 1 }
    if (i > 50 && i < 500) { o.f = o.f + 1 }
    if (i == 500) { o.f = o.f + 0.5 }
    if (i == 700) { log.push(delete(o, "f")) }
    if (i == 900) { o.f = "late" }
    if (i % 125 == 0) { log.push(f) }
}
puts(log, o)
// expect: [null, 75, 200, 325, 450, 450.5, 450.5, null, null]
// expect: {"n": 251, "f": "late"}
