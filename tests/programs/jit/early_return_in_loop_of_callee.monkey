// A callee with a loop of its own that it leaves by return, at changing rounds.
fn find(xs, v) {
    for (let i = 0; i < len(xs); i++) {
        if (xs[i] == v) { return i }
    }
    return -1
}
let xs = [k * 3 for k in 0..25]
let found = 0
let missing = 0
for (let i = 0; i < 160; i++) {
    let at = find(xs, i % 80)
    if (at < 0) { missing++ } else { found = found + at }
}
puts(found, missing)
// expect: 600
// expect: 110
