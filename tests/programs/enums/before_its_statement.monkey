// At the top level an enum is there from the beginning, as a constant.
puts(Color.Green)
fn early() { Color.Red }
puts(early(), [...Color])
enum Color { Red, Green }
fn late(c) { c == Color.Red }
puts(late(early()))
// expect: Color.Green
// expect: Color.Red
// expect: [Color.Red, Color.Green]
// expect: true
