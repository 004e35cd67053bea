// One call, eight closures of different functions and a builtin.
let k = 7
let fs = [x => x + 1, x => x * 3, x => x - k, x => x % 1000, x => x / 2, x => -x, (x, y = 2) => x + y, abs]
let v = 5
for (let i = 0; i < 800; i++) {
    v = fs[(i * i + i / 3) % 8](v)
    if (i % 200 == 199) { puts(v) }
}
// expect: 22
// expect: 2
// expect: 11
// expect: 28
