class Inner { fn fail(x) { x.nothing } }
class Outer { fn init() { self.inner = Inner() } fn run() { let r = self.inner.fail(5); r } }
fn main_part() { let r = Outer().run(); r }
main_part()
// expect error: cannot read field nothing of int
// expect error at: 1:30
// expect frame: Inner.fail at 1:30
// expect frame: Outer.run at 2:80
// expect frame: main_part at 3:34
// expect frame: main at 4:1
