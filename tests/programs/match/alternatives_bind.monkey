// Alternatives that bind the same names.
fn f(x) {
    match (x) {
        [1, n] | [n, 1] => `beside one: ${n}`,
        {name: s, age: int(n)} | [s, n, _] | {n, s} when n > 3 => `${s} ${n}`,
        [a, [b]] | [[a], b] => `${a}${b}`,
        [x, ...r] | {x, r} => [x, r],
        _ | 5 => "rest",
    }
}
for (x in [[1, 2], [2, 1], {"name": "ann", "age": 5}, ["bob", 9, 0], {"s": "c", "n": 4}, ["bob", 2, 0], {"s": "c", "n": 1}, ["p", ["q"]], [["r"], "t"], {"x": 1, "r": 2}, 5, "s"]) { puts(f(x)) }
// expect: beside one: 2
// expect: beside one: 2
// expect: ann 5
// expect: bob 9
// expect: c 4
// expect: ["bob", [2, 0]]
// expect: rest
// expect: pq
// expect: rt
// expect: [1, 2]
// expect: rest
// expect: rest
