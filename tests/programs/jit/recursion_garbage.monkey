// Recursive calls that make objects on the way down and up, with values that only the waiting frames hold.
fn build(depth) { if (depth == 0) { [null, null, "leaf"] } else { [build(depth - 1), build(depth - 1), "n" + str(depth)] } }
fn text(t) { if (t[0] == null) { return t[2] }; t[2] + "(" + text(t[0]) + "," + text(t[1]) + ")" }
fn rev(xs, n) { if (n == len(xs)) { [] } else { let x = [xs[n], n]; push(rev(xs, n + 1), x) } }
puts(text(build(2)))
let s = 0
for (let i = 0; i < 60; i++) {
    s += len(text(build(i % 5)))
    let r = rev([i, i + 1.5, "x" + str(i), null, [i]], 0)
    s += r[4][0] + len(r[2][0])
}
puts(s)
// expect: n2(n1(leaf,leaf),n1(leaf,leaf))
// expect: 4988
