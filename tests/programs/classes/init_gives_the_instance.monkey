// Whatever init's body gives: an early return, a value, a return in try.
class P {
    fn init(n) {
        self.n = n;
        if (n == 1) { return }
        if (n == 2) { return "ignored" }
        try { if (n == 3) { return 5 } } finally { self.done = true }
        "last"
    }
}
puts(P(1), P(2), P(3), P(4)); // expect: P {n: 1}
// expect: P {n: 2}
// expect: P {n: 3, done: true}
// expect: P {n: 4, done: true}
puts(P(1).init(2)); // expect: P {n: 2}
