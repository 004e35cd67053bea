let a = "prefix-" + "a" * 50 + "-suffix"
let b = "prefix-" + "a" * 25 + "a" * 25 + "-suf" + "fix"
puts(a == b, a != b, a < b, a <= b)
// expect: true
// expect: false
// expect: false
// expect: true
let h = {a: 1}
puts(h[b]) // expect: 1
puts(b in h, a in [b])
// expect: true
// expect: true
