// A variable of the body begins anew in each round, also when it is set in some rounds only.
let log = 0
let leftovers = 0
for (let i = 0; i < 600; i++) {
    let v = null
    if (i % 3 == 1) { v = i } else if (i % 3 == 2) { let w = i * 2; v = w + 0.5 }
    if (i % 3 == 0 && v != null) { leftovers++ }
    let u = null
    if (i % 2 == 0) { u = 1 }
    log = (log * 7 + int(v ?? 1) + (u ?? 5)) % 1000003
}
puts(log, leftovers)
// expect: 511005
// expect: 0
