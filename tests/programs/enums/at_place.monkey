// The error of a field stands at the field's name.
enum Color { Red }
let e = [Color][0]
puts(e.Red)
puts(e
    .Blue)
// expect: Color.Red
// expect error: enum Color has no variant Blue
// expect error at: 6:6
