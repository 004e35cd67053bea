// Errors of guards and bodies have their places.
fn f(x) {
    match (x) {
        [a] when a > 0 => a,
        n => n + 1,
    }
}
puts(try { f("s") } catch (e) { e.message }, f([1]))
f(["s"])
// expect: type mismatch: string + int
// expect: 1
// expect error: type mismatch: string > int
// expect error at: 4:20
