fn f(a, b = 10) { [a, b] }
puts(f(1), f(1, 2), f(1, null))
// expect: [1, 10]
// expect: [1, 2]
// expect: [1, null]
fn g(a, b = a * 2, c = a + b) { [a, b, c] }
puts(g(1), g(1, 5), g(1, 5, 9))
// expect: [1, 2, 3]
// expect: [1, 5, 6]
// expect: [1, 5, 9]
let h = (x, y = x) => x * y
puts(h(4), h(4, 2))
// expect: 16
// expect: 8
