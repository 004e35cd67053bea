// The frame that calls a builtin is there when the builtin fails, also where its result is returned.
fn f() {
    map(3, 4)
}
fn g() {
    1 + f()
}
puts(try { g() } catch (e) { e.line }) // expect: 3
fn h() { [3, "a"].sort((a, b) => a < b) }
fn i() { h() ; 0 }
i()
// expect error: type mismatch: string < int
// expect error at: 9:36
