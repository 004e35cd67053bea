// `number` is a kind of two.
fn f(x) { match (x) { number(1) => "one", number(n) when n < 0 => "negative", number(_) => "number", _ => "none" } }
puts(f(1), f(1.0), f(-2), f(-0.5), f(2 ** 80), f("1"), f(null))
// expect: one
// expect: one
// expect: negative
// expect: negative
// expect: number
// expect: none
// expect: none
