puts([1, 2,]) // expect: [1, 2]
puts({"a": 1,}) // expect: {"a": 1}
fn f(a, b,) { a + b }
puts(f(1, 2,)) // expect: 3
let [x, y,] = [5, 6,]
puts(x + y,) // expect: 11
let {k,} = {"k": 3}
puts(k) // expect: 3
puts(((a, b,) => a * b)(3, 4)) // expect: 12
