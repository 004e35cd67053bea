// Methods call each other, change fields, give self for chains.
class Counter {
    let n = 0;
    fn up(by = 1) { self.n += by; self }
    fn twice() { self.up(); self.up() }
    fn get() { self.n }
}
let c = Counter();
puts(c.up().up(5).twice().get()); // expect: 8
puts(c.n++, c.n); // expect: 8
// expect: 9
c.n = c.get() * 2;
puts(c.get()); // expect: 18
