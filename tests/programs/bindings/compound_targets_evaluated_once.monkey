let calls = 0
fn at() { calls++; 0 }
let xs = [10]
xs[at()] += 5
puts(xs, calls)
// expect: [15]
// expect: 1
fn h() { calls++; {"n": 1} }
h().n += 1
puts(calls) // expect: 2
