// A value of an enum that is not known is looked up when its arm is tried.
enum Color { Red }
fn f(e, x) { match (x) { 1 => "one", e.Blue => "blue", _ => "other" } }
puts(f(Color, 1))
puts(f({}, null), f({}, 2))
f(Color, 2)
// expect: one
// expect: blue
// expect: other
// expect error: enum Color has no variant Blue
// expect error at: 3:40
