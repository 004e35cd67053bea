// Base class first, in order, before init's body, with self in scope; each instance its own values.
let log = [];
fn note(x) { log.push(x); x }
class A { let a = note("a"); let b = note(self.a + "b"); fn init() { note("init A") } }
class B extends A { let c = note(self.b + "c"); fn init() { note("init B"); super.init() } }
class C extends B { let d = note("d") }
let c = C();
puts(log); // expect: ["a", "ab", "abc", "d", "init B", "init A"]
puts(c); // expect: C {a: "a", b: "ab", c: "abc", d: "d"}
class L { let items = [] }
let x = L(); let y = L();
x.items.push(1);
puts(x, y); // expect: L {items: [1]}
// expect: L {items: []}
// A field of the base class that is declared again is one field.
class M extends L { let items = "mine"; let n = self.items + "!" }
puts(M()); // expect: M {items: "mine", n: "mine!"}
