// Methods that capture: the closure comes from the class, the class from its closure.
fn make(k) {
    let count = 0;
    class L { let v = k; fn init(x) { count++; self.x = x } fn sum() { self.x + k + count } fn next() { L(self.x + 1) } static fn count() { count } }
    L
}
let A = make(10); let B = make(100);
let t = 0; let o = A(0);
for (let i = 0; i < 200; i++) {
    o = o.next();
    t += o.sum();
    let c = if (i % 2 == 0) { A } else { B };
    t += c(i).v + c.count();
}
puts(t, A.count(), B.count()); // expect: 83600
// expect: 301
// expect: 100
