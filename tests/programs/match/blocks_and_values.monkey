// An arm's body is an expression or a block; a comma may be left out behind a block.
fn f(x) {
    match (x) {
        0 => { let y = 5; y + 1 }
        1 => { }
        2 => { if (true) { "if" } }
        3 => ({"a": 1}),
        4 => [1, 2],
        5 => fn(a) { a * 2 },
        6 => y => y + 1,
        7 => match (x) { 7 => "inner" },
        8 => { return "returned" },
        _ => throw_it()
    }
}
fn throw_it() { throw "thrown" }
for (i in 0..5) { puts(f(i)) }
puts(f(5)(4), f(6)(4), f(7), f(8), try { f(9) } catch (e) { e })
let v = 1 + match (2) { 2 => 10 } * 3
puts(v, [match (1) { 1 => "a" }, match (2) { 1 => "b" }], `${match (3) { n => n }}`)
match (1) { 1 => puts("statement") }
// expect: 6
// expect: null
// expect: if
// expect: {"a": 1}
// expect: [1, 2]
// expect: 8
// expect: 5
// expect: inner
// expect: returned
// expect: thrown
// expect: 31
// expect: ["a", null]
// expect: 3
// expect: statement
