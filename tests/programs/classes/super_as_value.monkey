class A { fn m(x) { [self.k, x] } }
class B extends A {
    let k = 7;
    fn m(x) { "hidden" }
    fn get() { super.m }
    fn all(xs) { xs.map(super.m) }
}
puts(B().get()(1)); // expect: [7, 1]
puts(B().all([1, 2])); // expect: [[7, 1], [7, 2]]
puts(B().get()); // expect: fn A.m(x)
