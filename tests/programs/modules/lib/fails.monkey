fn index(xs) {
    xs[9] = 1
}
fn outer(xs) { let r = index(xs); r }
fn apply(f, x) { let r = f(x); r }
