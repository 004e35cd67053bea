// A function pushes to the caller's array, whose length the loop reads.
let grow = fn(xs, v) { if (v % 3 == 0) { xs.push(v) }; len(xs) }
let a = [0]
let total = 0
for (let i = 0; i < 600; i++) {
    let before = len(a)
    let n = grow(a, i)
    total = total + n - before + a[-1]
}
puts(total, len(a), a[100], a[-1])
// expect: 179300
// expect: 201
// expect: 297
// expect: 597
