// A class that captures variables: each evaluation is a class of its own.
fn make(k) {
    let count = 0;
    class Local {
        let mine = k;
        fn init() { count++; self.n = count }
        fn again() { Local() }
        fn scaled() { self.n * k }
        static fn total() { count }
    }
    Local
}
let A = make(10); let B = make(100);
puts(A(), A().again(), A.total(), B().scaled(), A().scaled(), A == B); // expect: Local {mine: 10, n: 1}
// expect: Local {mine: 10, n: 3}
// expect: 3
// expect: 100
// expect: 40
// expect: false
let made = [];
for (let i = 0; i < 3; i++) { class C { fn get() { i } fn who() { C } } made.push(C) }
puts(made.map(c => c().get()), made[0]().who() == made[0], made[0] == made[1]); // expect: [0, 1, 2]
// expect: true
// expect: false
fn mixin(Base) { class Mixed extends Base { fn m() { "mixed " + super.m() } } Mixed }
class X { fn m() { "x" } }
puts(mixin(mixin(X))().m(), make(1)().str()); // expect: mixed mixed x
// expect: Local {mine: 1, n: 1}
fn sub(P) { class D extends P { let d = 1; fn init(x) { super.init(x); self.e = x } } D }
class Y { let y = []; fn init(x) { self.y.push(x) } }
puts(sub(sub(Y))(4)); // expect: D {y: [4], d: 1, e: 4}
