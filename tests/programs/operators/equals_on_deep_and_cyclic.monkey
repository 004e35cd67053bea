// slow
fn nest(n) { let a = []; for (i in 0..n) { a = [a] } a }
puts(equals(nest(2000), nest(2000))) // expect: true
puts(equals(nest(2000), nest(1999))) // expect: false
let a = [1]
a.push(a)
puts(equals(a, a)) // expect: true
