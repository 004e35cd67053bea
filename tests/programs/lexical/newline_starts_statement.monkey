let a = 10
(5 + 5)
let b = a
[1, 2, 3]
let c = b
-5
let d = c
`template`
puts(a, b, c, d)
// expect: 10
// expect: 10
// expect: 10
// expect: 10
