// slow
let s = ""
for (i in 0..200000) { s += "ab" }
puts(len(s), s[0], s[399999], s[200001])
// expect: 400000
// expect: a
// expect: b
// expect: b
let left = ""
for (i in 0..100000) { left = "é" + left }
puts(len(left), left[50000])
// expect: 100000
// expect: é
puts(s == "ab" * 200000) // expect: true
