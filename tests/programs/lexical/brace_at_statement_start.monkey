{"a": 1}
puts("a hash literal stood alone") // expect: a hash literal stood alone
let f = x => { x + 1 }
puts(f(1)) // expect: 2
let g = x => ({"x": x})
puts(g(1)) // expect: {"x": 1}
