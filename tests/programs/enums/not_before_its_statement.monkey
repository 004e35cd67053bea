// In a block it is visible from its statement on.
fn f() {
    puts(Inner.A)
    enum Inner { A }
    Inner.A
}
// expect compile error at 3:10: identifier not found: Inner
