fn f(xs = []) { xs.push(1); xs }
puts(f(), f())
// expect: [1]
// expect: [1]
let n = 0
fn g(x = n += 1) { x }
puts(g(), g(100), g())
// expect: 1
// expect: 100
// expect: 2
