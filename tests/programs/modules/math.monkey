import "math" as m
puts(m.pi, m.e, m.tau, m.inf, -m.inf, m.nan)
// expect: 3.141592653589793
// expect: 2.718281828459045
// expect: 6.283185307179586
// expect: Infinity
// expect: -Infinity
// expect: NaN
puts(m.sqrt == sqrt, m.abs(-3), m.floor(-2.5), m.pow(2, 70), m.max(1, 5), m.min([3, 2]))
// expect: true
// expect: 3
// expect: -3
// expect: 1180591620717411303424
// expect: 5
// expect: 2
puts(m.trunc(-2.7), m.trunc(5), m.sign(-2.5), m.sign(0.0), m.sign(2 ** 70), m.sign(-(2 ** 70)))
// expect: -2
// expect: 5
// expect: -1
// expect: 0
// expect: 1
// expect: -1
puts(m.gcd(12, 18), m.gcd(0, 0), m.gcd(-4, 6), m.gcd(2 ** 80, 6 ** 50), m.lcm(4, 6), m.lcm(0, 3), m.lcm(-3, 5), m.gcd(12, 18, 27))
// expect: 6
// expect: 0
// expect: 2
// expect: 1125899906842624
// expect: 12
// expect: 0
// expect: 15
// expect: 3
puts(m.hypot(3, 4), m.cbrt(27), m.log2(8), m.log10(1000), m.asin(1), m.acos(1), m.atan(0), m.degrees(m.pi), m.radians(180))
// expect: 5.0
// expect: 3.0
// expect: 3.0
// expect: 3.0
// expect: 1.5707963267948966
// expect: 0.0
// expect: 0.0
// expect: 180.0
// expect: 3.141592653589793
puts(m.asin(2), m.sinh(0), m.cosh(0), m.tanh(0))
// expect: NaN
// expect: 0.0
// expect: 1.0
// expect: 0.0
puts(m.isNaN(m.nan), m.isNaN(1), m.isFinite(2 ** 2000), m.isFinite(m.inf))
// expect: true
// expect: false
// expect: true
// expect: false
puts(m.clamp(7, 0, 5), m.clamp(-1, 0, 5), m.clamp(3, 0, 5), m.clamp(2.5, 0, 5), m.clamp(2 ** 70, 0, 5.5))
// expect: 5
// expect: 0
// expect: 3
// expect: 2.5
// expect: 5.5
fn t(f) { try { puts(f()) } catch (e) { puts(e) } }
t(() => m.asin("x")) // expect: math.asin: argument 1: want int or float, got string
t(() => m.hypot(1, null)) // expect: math.hypot: argument 2: want int or float, got null
t(() => m.trunc(m.nan)) // expect: math.trunc: argument 1: want a finite number, got NaN
t(() => m.trunc([])) // expect: math.trunc: argument 1: want int or float, got array
t(() => m.sign(m.nan)) // expect: math.sign: argument 1: want a number, got NaN
t(() => m.sign("a")) // expect: math.sign: argument 1: want int or float, got string
t(() => m.gcd(1, 2.0)) // expect: math.gcd: argument 2: want int, got float
t(() => m.gcd(1)) // expect: math.gcd: wrong number of arguments: want=2+, got=1
t(() => m.lcm(null, 1)) // expect: math.lcm: argument 1: want int, got null
t(() => m.isNaN("x")) // expect: math.isNaN: argument 1: want int or float, got string
t(() => m.isFinite(true)) // expect: math.isFinite: argument 1: want int or float, got bool
t(() => m.clamp(1, 2, "x")) // expect: math.clamp: argument 3: want int or float, got string
t(() => m.clamp(1, 5, 2)) // expect: math.clamp: argument 3: want a number from argument 2 on, got a lesser one
