// An error through next, and through a builtin that goes through the elements.
gen g() {
    yield 1
    throw error("broken")
}
let it = g()
it.next()
fn f() { puts("here"); it.next(); 1 }
f()
// expect: here
// expect error: broken
// expect error at: 4:11
// expect frame: g at 4:11
// expect frame: f at 8:27
// expect frame: main at 9:1
