fn make(n) { let inc = () => { n++ ; n }; [inc, () => n] }
let [inc, get] = make(5)
inc()
inc()
puts(get()) // expect: 7
fn both(a, b) { fn(c) { fn(d) { a * 1000 + b * 100 + c * 10 + d } } }
puts(both(1, 2)(3)(4)) // expect: 1234
