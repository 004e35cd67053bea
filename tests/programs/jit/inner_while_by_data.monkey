// Inner while and do-while loops whose rounds depend on the outer variable.
let steps = 0
let longest = [0, 0]
for (let i = 1; i < 120; i++) {
    let n = i
    let s = 0
    while (n != 1) {
        n = n % 2 == 0 ? n / 2 : 3 * n + 1
        s++
    }
    steps = steps + s
    if (s > longest[1]) { longest = [i, s] }
    let k = i % 4
    do { k--; steps++ } while (k > 0)
}
puts(steps, longest)
// expect: 4262
// expect: [97, 118]
