// A captured variable becomes a float, a string and null, written by a closure.
fn run() {
    let x = 0
    let steps = [() => x = x + 1, () => x = x + 0.5, () => x = `s${x}`, () => x = null]
    let log = []
    for (let i = 0; i < 400; i++) {
        if (i < 200) { steps[0]() }
        else if (i < 300) { steps[1]() }
        else if (i == 300) { steps[2]() }
        else if (i == 350) { steps[3]() }
        if (i % 50 == 49) { log.push(x) }
    }
    log
}
puts(run())
// expect: [50, 100, 150, 200, 225.0, 250.0, "s250.0", null]
