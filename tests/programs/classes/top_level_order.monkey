// A class may be used by functions above it; before its statement has run that is an error.
fn make() { Late(1) }
puts(try { make() } catch (e) { e }); // expect: Late is used before its let has run
class Late { fn init(x) { self.x = x } }
puts(make()); // expect: Late {x: 1}
class A { fn other() { B() } }
class B { fn other() { A() } }
puts(A().other().other()); // expect: A {}
class Late { let second = true }
puts(Late()); // expect: Late {second: true}
