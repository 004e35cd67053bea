puts(true ? 1 : 2) // expect: 1
puts(null ? 1 : 2) // expect: 2
fn size(n) { n < 10 ? "small" : n < 100 ? "medium" : "large" }
puts(size(5), size(50), size(500))
// expect: small
// expect: medium
// expect: large
puts(true ? false ? 1 : 2 : 3) // expect: 2
let a = 0
true ? (a = 1) : (a = 2)
puts(a) // expect: 1
puts({"k": true ? "x" : "y"}) // expect: {"k": "x"}
