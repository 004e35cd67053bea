// The inner loop is left by an exception that the outer loop's body catches; and by one that nobody near catches.
fn run(bad) {
    let s = 0
    for (let i = 0; i < 80; i++) {
        try {
            let j = 0
            while (j < 20) {
                j++
                if (j * i % 37 == 5) { throw j }
                if (i == bad) { throw { "bad": s } }
                s = s + j
            }
        } catch (e) {
            if (type(e) == "hash") { throw e.bad }
            s = s - e * 2
        }
    }
    s
}
for (bad in [-1, 70, 77, 200]) { puts(try { run(bad) } catch (e) { -e }) }
// expect: 9651
// expect: -8440
// expect: -9380
// expect: 9651
