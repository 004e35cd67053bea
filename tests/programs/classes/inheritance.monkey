// Three levels: fields, methods, init are inherited; the nearest method is called.
class A {
    let name = "a";
    fn init(n) { self.n = n }
    fn who() { "A" }
    fn hello() { "hello from " + self.who() + " " + str(self.n) }
}
class B extends A {
    let more = 2;
    fn who() { "B" }
}
class C extends B {
    fn only() { self.more + self.n }
}
puts(A(1).hello(), B(2).hello(), C(3).hello()); // expect: hello from A 1
// expect: hello from B 2
// expect: hello from B 3
puts(C(4).only()); // expect: 6
puts(C(5)); // expect: C {name: "a", more: 2, n: 5}
