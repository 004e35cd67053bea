// Values of enums, known and looked up.
enum Color { Red, Green, Blue }
enum Other { Red }
fn f(c) { match (c) { Color.Red => "red", Color.Green | Color.Blue => "cool", Other.Red => "other", Color => "never: a variable" } }
puts(f(Color.Red), f(Color.Blue), f(Other.Red), f(Color), f("Red"))
fn g(e, x) { match (x) { e.Red => "its red", enum(y) => `${y}`, _ => "no enum" } }
puts(g(Color, Color.Red), g(Other, Color.Red), g(Other, Other.Red), g(Color, 1), g({"Red": 1}, 1.0))
let table = {"color": Color, "limits": {"low": 5}}
puts(match (Color.Blue) { table.color.Red => 1, table.color.Blue => 2 }, match (5) { table.limits.low => "low" })
puts(match ([Color.Red, Other.Red]) { [Color.Red, Color.Red] => 1, [Color.Red, Other.Red] => 2 })
// expect: red
// expect: cool
// expect: other
// expect: never: a variable
// expect: never: a variable
// expect: its red
// expect: Color.Red
// expect: its red
// expect: no enum
// expect: its red
// expect: 2
// expect: low
// expect: 2
