// Many integer arms in a hot loop: searched by halves, ints, floats and others.
fn f(x) {
    match (x) {
        0 => 1, 1 => 10, 2 => 100, 3 | 13 => 1000, 4 => 5, 5 => 50, 6 => 500, 100000 => 7, -1 => 70, 9 => 700, 10 => 3,
    }
}
let sum = 0
for (let i = 0; i < 3000; i++) { sum += f(i % 12 - 1) ?? 2 }
puts(sum)
let mixed = [0, 1.0, "2", 3, null, 4.5, 100000, 13.0, 2 ** 70]
let seen = {}
for (let i = 0; i < 3000; i++) { let r = f(mixed[i % 9]); let k = `${r}`; seen[k] = (seen[k] ?? 0) + 1 }
puts(seen)
// expect: 610750
// expect: {"1": 334, "10": 334, "null": 1333, "1000": 666, "7": 333}
// expect jit: exits<=140 cuts=0
