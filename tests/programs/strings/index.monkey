let s = "abc"
puts(s[0], s[2], s[-1], s[-3])
// expect: a
// expect: c
// expect: c
// expect: a
puts(s[3], s[-4], s[100], ""[0])
// expect: null
// expect: null
// expect: null
// expect: null
