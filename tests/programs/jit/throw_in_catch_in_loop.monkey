// The handler throws itself, to the handler around the loop, late.
fn run(n) {
    let i = 0
    try {
        while (i < 2000) {
            i++
            try {
                if (i % 3 == 0) { throw i }
            } catch (e) {
                if (e >= n) { throw [e, i] }
            }
        }
    } catch (e) {
        return e
    }
    return "none"
}
puts(run(30), run(1000), run(1998), run(5000), run(1))
// expect: [30, 30]
// expect: [1002, 1002]
// expect: [1998, 1998]
// expect: none
// expect: [3, 3]
