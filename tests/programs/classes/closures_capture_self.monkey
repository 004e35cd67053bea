class Button {
    let clicks = 0;
    fn handler() { () => { self.clicks++; () => self } }
    fn each(xs) { xs.map(x => x + self.clicks) }
    fn nested() { class In { let v = 9; fn get() { self.v } } [In().get(), self.clicks] }
}
let b = Button();
let h = b.handler();
h(); h();
puts(b.clicks, h()() == b, b.each([1, 2])); // expect: 2
// expect: true
// expect: [4, 5]
puts(b.nested()); // expect: [9, 3]
