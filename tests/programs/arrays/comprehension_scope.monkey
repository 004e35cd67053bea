let x = "outer"
let fs = [() => x for x in [1, 2, 3]]
puts(fs.map(f => f()), x)
// expect: [1, 2, 3]
// expect: outer
fn f(n) { [i + n for i in 0..3 if i != n] }
puts(f(1)) // expect: [1, 3]
puts(try { [1 / i for i in [1, 0]] } catch (e) { e.message }) // expect: division by zero
