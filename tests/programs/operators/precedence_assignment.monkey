let a = 0
let b = 0
a = b = 1 + 2
puts(a, b)
// expect: 3
// expect: 3
let c = true ? a = 5 : 0
puts(c, a)
// expect: 5
// expect: 5
a = 1 |> str
puts(a == "1") // expect: true
b += 2 * 3
puts(b) // expect: 9
