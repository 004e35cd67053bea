// Declared fields: with an initialiser, without, assigned in init.
class Point {
    let x;
    let y = 5;
    fn init(x) { self.x = x }
}
let p = Point(3);
puts(p.x, p.y); // expect: 3
// expect: 5
p.x = "text"; p.y += 1.5;
puts(p.x, p.y); // expect: text
// expect: 6.5
p.x = [1]; p.x[0]++;
puts(p); // expect: Point {x: [2], y: 6.5}
class Bare { let a; let b }
puts(Bare().a, Bare()); // expect: null
// expect: Bare {a: null, b: null}
