// Of an enum that came as a value, an error when the program runs, which can be caught.
enum Color { Red }
fn blue(e) { e.Blue }
puts(try { blue(Color) } catch (e) { e.message })
blue(Color)
// expect: enum Color has no variant Blue
// expect error: enum Color has no variant Blue
// expect error at: 3:16
