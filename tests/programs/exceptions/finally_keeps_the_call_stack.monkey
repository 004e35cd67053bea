// An exception that goes on after a `finally` shows where it came through, not the `finally`.
fn inner() { throw "x" }
fn outer() {
    try {
        inner()
    } finally {
        puts("finally") // expect: finally
    }
    0
}
outer()
// expect error: x
// expect frame: inner at 2:14
// expect frame: outer at 5:9
// expect frame: main at 11:1
