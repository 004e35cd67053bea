class V {
    fn init(x, y) { self.x = x; self.y = y }
    fn plus(o) { V(self.x + o.x, self.y + o.y) }
    fn times(k) { V(self.x * k, self.y * k) }
    fn len2() { self.x ** 2 + self.y ** 2 }
}
puts(V(1, 2).plus(V(3, 4)).times(2).len2()); // expect: 208
let v = V(1, 2);
let {x, y: b} = {"x": v.x, "y": v.y};
puts(x + b, v.plus(v).x, [w.x for w in [v, v.times(3)] if w.y > 2]); // expect: 3
// expect: 2
// expect: [3]
v.x += v.y; v.y -= 1; v.x++;
puts(v, `(${v.x}, ${v.y})`); // expect: V {x: 4, y: 1}
// expect: (4, 1)
