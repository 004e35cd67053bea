let total = 0;

fn add(n) {
    let twice = n * 2;
    total = total + twice;
    total
}

class Point {
    let x = 0;
    let y = 0;
    fn init(x, y) { self.x = x; self.y = y }
    fn move(dx) { self.x += dx; self }
}

let p = Point(1, 2);
for (let i = 0; i < 5000; i++) {
    add(i);
    p.move(1);
}

fn check(n) {
    if (n > 2) { throw "too large" }
    n
}
let names = ["one", "two"];
try { check(1); check(3) } catch (e) { puts(e) }
puts(total, p.x, names);
