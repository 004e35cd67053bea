// The loop's own condition has several parts, each of which ends it in another call.
fn run(a, b, c) {
    let i = 0
    let x = 0
    while (i < a && x < b || i < c) {
        i++
        x = x + i % 3
    }
    [i, x]
}
puts(run(100, 1000, 0), run(1000, 50, 0), run(10, 10, 200), run(0, 0, 0), run(300, 200, 250))
// expect: [100, 100]
// expect: [50, 51]
// expect: [200, 201]
// expect: [0, 0]
// expect: [250, 250]
