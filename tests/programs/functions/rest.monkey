fn f(a, ...rest_) { [a, rest_] }
puts(f(1), f(1, 2), f(1, 2, 3))
// expect: [1, []]
// expect: [1, [2]]
// expect: [1, [2, 3]]
fn g(...all_) { len(all_) }
puts(g(), g(null, null))
// expect: 0
// expect: 2
fn h(a, b = 5, ...c) { [a, b, c] }
puts(h(1), h(1, 2, 3))
// expect: [1, 5, []]
// expect: [1, 2, [3]]
