let s = "abc"
s[0] = "x"
// expect error: cannot assign to an index of string
// expect error at: 2:2
