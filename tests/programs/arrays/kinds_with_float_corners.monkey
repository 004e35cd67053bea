let a = [0.0, 1.0]
a[0] = -0.0
a[1] = 0.0 / 0
puts(a) // expect: [-0.0, NaN]
let b = [1.5, 2.5]
b.insert(1, null)
puts(b) // expect: [1.5, null, 2.5]
let c = [1, 2] + [0.5]
puts(c) // expect: [1, 2, 0.5]
