// Names of kinds with an optional pattern inside.
enum E { A }
fn f(x) {
    match (x) {
        int(0) => "the int 0", int(n) => `int ${n}`, float(x) => `float ${x}`, string("a" | "b") => "a or b", string() => "string",
        bool(b) => `bool ${b}`, array([]) => "empty array", array(a) => `array of ${len(a)}`, hash(h) => `hash of ${len(h)}`,
        function(g) => "function", range(r) => `range ${r}`, error(e) => `error ${e.message}`, enum(e) => `enum ${e}`, other => type(other),
    }
}
let captured = 1
for (x in [0, 7, 2 ** 70, 1.0, "a", "c", true, [], [1, 2], {}, {"k": 1}, len, f, () => captured, 1..3, E.A, E, null]) { puts(f(x)) }
puts(f(try { 1 / 0 } catch (e) { e }))
// expect: the int 0
// expect: int 7
// expect: int 1180591620717411303424
// expect: float 1.0
// expect: a or b
// expect: string
// expect: bool true
// expect: empty array
// expect: array of 2
// expect: hash of 0
// expect: hash of 1
// expect: function
// expect: function
// expect: function
// expect: range 1..3
// expect: enum E.A
// expect: enum type
// expect: null
// expect: error division by zero
