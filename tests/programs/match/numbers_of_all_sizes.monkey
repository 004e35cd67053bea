// Big integers, the ends of 64 bits, floats that are integers and floats that are none.
fn f(x) {
    match (x) {
        9223372036854775807 => "max", -9223372036854775807 => "near min", 9223372036854775808 => "past max",
        1e20 => "float 1e20", 100000 => "near constant", 0.1 => "tenth", -1e300 => "far",
    }
}
puts(f(2 ** 63 - 1), f(1 - 2 ** 63), f(2 ** 63), f(9223372036854775808.0), f(10 ** 20), f(1e20), f(100000.0), f(0.1), f(-1e300), f(0.0 / 0.0), f(1e21))
// What is equal counts at its first place, also where one is an integer and one a float.
fn g(x) { match (x) { 1.0 => "float first", 1 => "never", 2 => "int first", 2.0 => "never" } }
puts(g(1), g(1.0), g(2), g(2.0))
// expect: max
// expect: near min
// expect: past max
// expect: past max
// expect: float 1e20
// expect: float 1e20
// expect: near constant
// expect: tenth
// expect: far
// expect: null
// expect: null
// expect: float first
// expect: float first
// expect: int first
// expect: int first
