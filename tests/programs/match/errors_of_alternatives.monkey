// Alternatives that bind different names, names bound twice.
fn f(x) {
    match (x) {
        [a] | [b] => 1,
        [1, c] | 5 => c,
        n | _ => 2,
        [d, d] => 3,
        {d, e: [d]} => 4,
        [g, [g] | g] => 5,
        [_, _] => 6,
    }
}
// expect compile error at 4:15: all alternatives must bind the same names: a is not in each of them
// expect compile error at 4:15: all alternatives must bind the same names: b is not in each of them
// expect compile error at 5:18: all alternatives must bind the same names: c is not in each of them
// expect compile error at 6:13: all alternatives must bind the same names: n is not in each of them
// expect compile error at 7:13: d is bound twice in this pattern
// expect compile error at 8:17: d is bound twice in this pattern
// expect compile error at 9:14: g is bound twice in this pattern
