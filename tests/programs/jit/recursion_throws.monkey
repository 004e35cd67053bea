// Exceptions that come through frames of recursive calls, caught at different heights, with what the frames hold.
fn dig(n, limit, path) {
    if (n == limit) { throw "at " + str(n) }
    let here = path + n
    if (n % 5 == 3) {
        try { return dig(n + 1, limit, here) } catch (e) { return [e, n, here] }
    }
    let r = dig(n + 1, limit, here)
    r[1] = r[1] + 100
    r
}
let s = 0
for (let i = 0; i < 120; i++) {
    try {
        let r = dig(0, 4 + i % 19, 0)
        s += r[1] + r[2] + len(r[0])
    } catch (e) { s += len(e) * 1000 }
}
puts(s)
puts(dig(0, 9, 0))
// expect: 111093
// expect: ["at 9", 708, 36]
