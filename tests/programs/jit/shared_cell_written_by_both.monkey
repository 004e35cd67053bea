// A variable that the loop and a closure write in turn.
fn run(n) {
    let x = 0
    let add = d => x = x + d
    let log = []
    for (let i = 0; i < n; i++) {
        x = x + 1
        add(i)
        if (i % 3 == 0) { x = x - 1 }
        if (i % 100 == 99) { log.push(x) }
    }
    log.push(x)
    log
}
puts(run(250), run(500))
// expect: [5016, 20033, 31291]
// expect: [5016, 20033, 45050, 80066, 125083, 125083]
