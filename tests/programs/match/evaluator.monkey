// A tree is evaluated, simplified and printed by patterns.
fn eval(e) {
    match (e) {
        number(n) => n,
        ["+", a, b] => eval(a) + eval(b),
        ["*", a, b] => eval(a) * eval(b),
        ["neg", a] => -eval(a),
        ["sum", ...xs] => reduce(xs, 0, fn(t, x) { t + eval(x) }),
        {let: name, value, in: body} => eval(replaced(body, name, eval(value))),
        other => { throw `no expression: ${other}` },
    }
}
fn replaced(e, name, value) { match (e) { string(s) when s == name => value, [op, ...args] => [op, ...[replaced(a, name, value) for a in args]], _ => e } }
fn simple(e) {
    match (e) {
        ["+", 0, x] | ["+", x, 0] | ["*", 1, x] | ["*", x, 1] => simple(x),
        ["*", 0, _] | ["*", _, 0] => 0,
        [op, a, b] => { let [p, q] = [simple(a), simple(b)]; if (p == a && q == b) { e } else { simple([op, p, q]) } },
        _ => e,
    }
}
puts(eval(["+", 1, ["*", 2, ["neg", 3]]]), eval(["sum", 1, 2, ["+", 3, 4]]), eval({"let": "x", "value": ["+", 1, 1], "in": ["*", "x", "x"]}))
puts(simple(["+", ["*", 1, "x"], ["*", 0, "y"]]), simple(["+", ["+", 0, "a"], ["*", "b", 1]]))
puts(try { eval("oops") } catch (e) { e })
// expect: -5
// expect: 10
// expect: 4
// expect: x
// expect: ["+", "a", "b"]
// expect: no expression: oops
