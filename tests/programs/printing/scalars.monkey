puts(null, true, false, 5, -5, 1.0, "s")
// expect: null
// expect: true
// expect: false
// expect: 5
// expect: -5
// expect: 1.0
// expect: s
puts("")
// expect:
puts(0..5, len, fn(a, b) { a })
// expect: 0..5
// expect: builtin len
// expect: fn(a, b)
