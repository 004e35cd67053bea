class P {
    static fn origin() { P(0, 0) }
    static fn sum(a, b = 10, ...more) { a + b + len(more) }
    fn init(x, y) { self.x = x; self.y = y }
    fn make() { P.sum(self.x) }
}
class Q extends P { static fn origin() { "Q's" } }
puts(P.origin(), P.sum(1), P.sum(1, 2, 3, 4), P(5, 0).make()); // expect: P {x: 0, y: 0}
// expect: 11
// expect: 5
// expect: 15
puts(Q.origin(), Q.sum(2)); // expect: Q's
// expect: 12
let f = P.sum;
puts(f(1, 1), [1, 2].map(P.sum)); // expect: 2
// expect: [11, 12]
puts(try { P.nothing } catch (e) { e }); // expect: no static function nothing in class P
puts(try { P.nothing() } catch (e) { e }); // expect: no static function nothing in class P
puts(try { P.make() } catch (e) { e }); // expect: no static function make in class P
puts(try { P(1, 1).origin() } catch (e) { e }); // expect: no field or method origin in P
puts(try { P.x = 1 } catch (e) { e }); // expect: cannot set field x of class
