enum Color { Red, Green }
class Shape {
    let color
    fn init(color) { self.color = color }
    fn name() { "shape" }
    static fn red() { Shape(Color.Red) }
}
class Square extends Shape {
    fn init(side) { super.init(Color.Green); self.side = side }
    fn name() { super.name() + " with corners" }
}
gen colors() { yield Color.Red; yield Color.Green }
