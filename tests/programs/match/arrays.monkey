// Arrays of exactly so many elements, or of so many at least.
fn f(x) {
    match (x) { [] => "none", [a] => `one ${a}`, [1, b] => `one and ${b}`, [_, _] => "two", [a, b, ...rest] => `${a} ${b} and ${rest}` }
}
for (x in [[], [7], [1, 2], [3, 2], [1, 2, 3], [1, 2, 3, 4], [null, null], "ab", {0: 1}, 1..3]) { puts(f(x)) }
fn g(x) { match (x) { [...all] => all, other => [other] } }
puts(g([]), g([1, 2]), g("s"))
puts(match ([1, 2, 3]) { [first, ..._] => first })
let a = [1, 2, 3]
let rest = match (a) { [_, ...r] => r }
rest.push(9)
puts(a, rest)
// Elements of all kinds of arrays.
for (x in [[1, 2], [1.5, 2.5], [true, false], ["a", "b"], [1, "b"]]) { puts(match (x) { [p, q] => [q, p] }) }
// expect: none
// expect: one 7
// expect: one and 2
// expect: two
// expect: 1 2 and [3]
// expect: 1 2 and [3, 4]
// expect: two
// expect: null
// expect: null
// expect: null
// expect: []
// expect: [1, 2]
// expect: ["s"]
// expect: 1
// expect: [1, 2, 3]
// expect: [2, 3, 9]
// expect: [2, 1]
// expect: [2.5, 1.5]
// expect: [false, true]
// expect: ["b", "a"]
// expect: ["b", 1]
