// Default, rest and spread, on constructors and methods.
class P {
    fn init(a, b = a * 2, ...rest) { self.all = [a, b, rest] }
    fn m(a = self.all[0], ...rest) { [a, rest] }
}
puts(P(1).all, P(1, 5).all, P(1, 5, 6, 7).all); // expect: [1, 2, []]
// expect: [1, 5, []]
// expect: [1, 5, [6, 7]]
let xs = [3, 4, 5];
puts(P(...xs).all, new P(0, ...xs).all, P(...xs).m(...xs), P(9).m()); // expect: [3, 4, [5]]
// expect: [0, 3, [4, 5]]
// expect: [3, [4, 5]]
// expect: [9, []]
class Q extends P { fn init(...args) { super.init(...args) } fn m(...args) { super.m(...args) } }
puts(Q(1, 2, 3).all, Q(8).m(1, 2), 5 |> Q |> str); // expect: [1, 2, [3]]
// expect: [1, [2]]
// expect: Q {all: [5, 10, []]}
puts(try { P(...[]) } catch (e) { e }, try { P.m(...[]) } catch (e) { e }); // expect: wrong number of arguments: want=1+, got=0
// expect: no static function m in class P
