// Of an enum that is known, a value that it has not is an error of compilation.
enum Color { Red }
puts(Color.Blue)
fn f(c) { match (c) { Color.Green => 1, Color.Red => 2 } }
let g = () => Color.red
puts(Color.Violet + Color.Red, [Color.X][0])
// expect compile error at 3:12: enum Color has no variant Blue
// expect compile error at 4:29: enum Color has no variant Green
// expect compile error at 5:21: enum Color has no variant red
// expect compile error at 6:12: enum Color has no variant Violet
// expect compile error at 6:39: enum Color has no variant X
