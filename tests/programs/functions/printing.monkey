fn add(a, b) { a + b }
puts(add) // expect: fn add(a, b)
puts(fn(x) { x }) // expect: fn(x)
puts([fn() { 1 }, x => x]) // expect: [fn(), fn(x)]
let named = fn(x) { x }
puts(named) // expect: fn named(x)
let lambda = (x, y) => x
puts(lambda) // expect: fn lambda(x, y)
fn d(a, b = 2, ...c) { a }
puts(d) // expect: fn d(a, b, ...c)
puts(len, [puts]) // expect: builtin len
// expect: [builtin puts]
puts(str(add)) // expect: fn add(a, b)
