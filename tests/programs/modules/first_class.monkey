import "./lib/counter" as c
// expect: counter runs
import "math"
let m = c
puts(m, type(m), str(m), [m, math])
// expect: module counter
// expect: module
// expect: module counter
// expect: [module counter, module math]
puts(m == c, m == math, m == m)
// expect: true
// expect: false
// expect: true
puts(m.next(), m.next(), m.n, c.n)
// expect: 1
// expect: 2
// expect: 2
// expect: 2
puts(math.pi == [math][0].pi, [math][0].sqrt(16), [math][0].sqrt == sqrt)
// expect: true
// expect: 4.0
// expect: true
fn call(module, name) { module.next() }
puts(call(c)) // expect error: wrong number of arguments: want=2, got=1
// expect error at: 24:6
