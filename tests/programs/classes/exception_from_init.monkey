let kept = null;
class P { let id = 1; fn init(n) { kept = self; if (n < 0) { throw "negative" } self.n = n } }
puts(try { P(-1) } catch (e) { e }); // expect: negative
puts(kept); // expect: P {id: 1}
puts(P(2)); // expect: P {id: 1, n: 2}
P(-5)
// expect error: negative
// expect error at: 2:62
// expect frame: P.init at 2:62
// expect frame: main at 6:1
