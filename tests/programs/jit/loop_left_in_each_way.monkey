// One loop left by its condition, by break, by return, by throw, in an order that repeats.
fn run(how, at) {
    let s = 0
    for (let i = 0; i < 60; i++) {
        s = s + i
        if (i == at) {
            if (how == 0) { break }
            if (how == 1) { return -s }
            if (how == 2) { throw s }
        }
    }
    s * 2
}
let total = 0
for (let k = 0; k < 160; k++) {
    try { total = total + run(k % 4, k % 61) } catch (e) { total = total + e * 1000 }
}
puts(total)
// expect: 20519453
