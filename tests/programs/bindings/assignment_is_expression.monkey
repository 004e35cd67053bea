let a = 0
let b = 0
puts(a = 5) // expect: 5
a = b = 7
puts(a, b)
// expect: 7
// expect: 7
puts((a += 3) * 2) // expect: 20
let xs = [0, 0]
puts(xs[1] = 9) // expect: 9
let h = {}
puts(h.x = "v") // expect: v
puts(xs, h)
// expect: [0, 9]
// expect: {"x": "v"}
