let base = 5
fn f(a = base, get = () => a) { a += 1; [a, get()] }
puts(f()) // expect: [6, 6]
base = 7
puts(f(), f(1))
// expect: [8, 8]
// expect: [2, 2]
