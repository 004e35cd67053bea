// A class's name takes its instances and those of classes that extend it; what stands in it is tried on the same value. A hash's
// pattern takes the fields of an instance, not its methods.
class Shape { let name; fn area() { 0 } }
class Circle extends Shape { let r; fn init(r) { self.r = r; self.name = "circle"; } }
class Box extends Shape { let w; let h; fn init(w, h) { self.w = w; self.h = h; self.name = "box"; } }

fn tell(x) {
    match (x) {
        Circle({r}) when r > 10 => "large circle",
        Circle({r}) => `circle of ${r}`,
        Box({w, h}) when w == h => `square of ${w}`,
        Box(_) => "box",
        Shape(s) => `some ${s}`,
        {area} => `a hash with ${area}`,
        instance(i) => `another instance ${i}`,
        _ => "no shape",
    }
}

class Other { let area2; fn area() { 1 } }
for (x in [Circle(20), Circle(2), Box(3, 3), Box(3, 4), Shape(), {"area": 7}, Circle, Other(), 5, "s"]) {
    puts(tell(x));
}
// expect: large circle
// expect: circle of 2
// expect: square of 3
// expect: box
// expect: some Shape {name: null}
// expect: a hash with 7
// expect: no shape
// expect: another instance Other {area2: null}
// expect: no shape
// expect: no shape

// The class may be any value that a name stands for, and the arm before it may take the value.
fn is(x, C) { match (x) { null => "null", C() => true, _ => false } }
puts(is(Circle(1), Shape), is(Shape(), Circle), is(null, Circle));
// expect: true
// expect: false
// expect: null

let wrong = 5;
match (Circle(1)) { wrong() => 1 }
// expect error: want class, got int
// expect error at: 43:21
