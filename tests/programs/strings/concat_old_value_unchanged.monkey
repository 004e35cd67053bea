let a = "long enough to be joined lazily: "
let b = a + "one"
let c = a + "two"
let d = b + "!"
puts(a + "zero", b, c, d)
// expect: long enough to be joined lazily: zero
// expect: long enough to be joined lazily: one
// expect: long enough to be joined lazily: two
// expect: long enough to be joined lazily: one!
