import "./lib/shapes" as s
import "./lib/shapes" for Color, Square
let square = Square(3)
puts(square.name(), square.color, square.side, s.Shape.red().color)
// expect: shape with corners
// expect: Color.Green
// expect: 3
// expect: Color.Red
class Cube extends s.Square {
    fn name() { super.name() + " in space" }
}
let cube = new Cube(2)
puts(cube.name(), new s.Square(1).name())
// expect: shape with corners in space
// expect: shape with corners
fn say(color) {
    match (color) {
        Color.Red => "red",
        s.Color.Green => "green",
        _ => "other"
    }
}
puts([...s.colors(), 1].map(say)) // expect: ["red", "green", "other"]
puts(s.Color == Color, Color.Red == s.Color.Red, s.Color)
// expect: true
// expect: true
// expect: enum Color
let dynamic = s
puts(dynamic.Color.Green, dynamic.Square(5).side, [c for c in dynamic.colors()])
// expect: Color.Green
// expect: 5
// expect: [Color.Red, Color.Green]
puts(match (dynamic) { generator(_) => "generator", module(m) => m.Color.Red, _ => "other" }) // expect: Color.Red
