// A method as a value keeps its object.
class P { fn init(x) { self.x = x } fn get() { self.x } fn add(n, m = 0) { self.x + n + m } }
let p = P(3);
let f = p.get;
p.x = 4;
puts(f()); // expect: 4
puts(f, p.add, type(f)); // expect: fn P.get()
// expect: fn P.add(n, m)
// expect: function
puts([1, 2, 3].map(p.add)); // expect: [5, 6, 7]
let g = p.add;
puts(g(1), g(1, 2), g(...[1, 2])); // expect: 5
// expect: 7
// expect: 7
puts(p.get == p.get, f == f); // expect: false
// expect: true
let h = {"f": f};
puts(h.f()); // expect: 4
puts(try { g() } catch (e) { e }); // expect: wrong number of arguments: want=1..2, got=0
fn tail(f, x) { f(x) }
puts(tail(p.add, 10)); // expect: 14
