let add = fn(a, b) { a + b }
fn sub(a, b) { a - b }
let mul = (a, b) => a * b
let neg = a => -a
let five = () => 5
let block = (a) => { let b = a * 2; b + 1 }
puts(add(1, 2), sub(5, 3), mul(3, 4), neg(2), five(), block(10))
// expect: 3
// expect: 2
// expect: 12
// expect: -2
// expect: 5
// expect: 21
puts(fn(x) { x }(9)) // expect: 9
