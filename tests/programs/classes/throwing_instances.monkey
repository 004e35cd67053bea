class Problem { fn init(code) { self.code = code } fn text() { "problem " + str(self.code) } }
fn risky(n) { if (n > 1) { throw Problem(n) } n }
puts(try { risky(2) } catch (e) { e.text() }); // expect: problem 2
class Guard { fn run(f) { try { f() } catch (e) { self.last = e; "caught" } finally { self.ran = true } } }
let g = Guard();
puts(g.run(() => risky(5)), g.last.code, g.ran); // expect: caught
// expect: 5
// expect: true
throw Problem(9)
// expect error: Problem {code: 9}
// expect error at: 9:1
