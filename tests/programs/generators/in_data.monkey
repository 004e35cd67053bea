// Generators are values: in arrays, hashes, closures, and as a round robin.
gen count(a, n) { for (i in 0..n) { yield `${a}${i}` } }
gen roundRobin(gs) {
    let live = gs
    while (len(live) > 0) {
        let still = []
        for (g in live) { let x = g.next(); if (!g.done) { yield x; still.push(g) } }
        live = still
    }
}
puts([...roundRobin([count("a", 3), count("b", 1), count("c", 2)])])
let h = {"g": count("h", 2)}
puts(h.g.next(), h["g"].next(), h.g.next())
// expect: ["a0", "b0", "c0", "a1", "c1", "a2"]
// expect: h0
// expect: h1
// expect: null
