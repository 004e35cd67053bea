// A loop left by an exception; the handler sees the variables as they were.
fn run(limit) {
    let i = 0
    let sum = 0
    let half = 0.0
    try {
        while (true) {
            i = i + 1
            sum = sum + i
            half = half + 0.5
            if (i == limit) { throw "enough" }
        }
    } catch (e) {
        return [e, i, sum, half]
    }
}
for (limit in [3, 60, 61, 1000, 5]) { puts(run(limit)) }
// expect: ["enough", 3, 6, 1.5]
// expect: ["enough", 60, 1830, 30.0]
// expect: ["enough", 61, 1891, 30.5]
// expect: ["enough", 1000, 500500, 500.0]
// expect: ["enough", 5, 15, 2.5]
