// The first rounds of a loop take another path than all later ones; so do those that a low threshold records.
fn run(n, odd) {
    let s = 0
    let x = "first"
    for (let i = 0; i < n; i++) {
        if (i < odd) { x = `${i}`; s = s + len(x) * 100 }
        else if (type(x) == "string") { x = 1 }
        else { x = x + 1; s = s + x }
    }
    [s, x]
}
for (odd in [0, 1, 2, 3, 5, 10, 49, 50, 51, 52, 100]) { puts(run(150, odd)) }
// expect: [11324, 150]
// expect: [11274, 149]
// expect: [11225, 148]
// expect: [11177, 147]
// expect: [11084, 145]
// expect: [10869, 140]
// expect: [13950, 101]
// expect: [14049, 100]
// expect: [14149, 99]
// expect: [14250, 98]
// expect: [20274, 50]
