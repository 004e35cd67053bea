let s = "hello"
puts(s[1:3], s[:2], s[3:], s[:])
// expect: el
// expect: he
// expect: lo
// expect: hello
puts(s[-3:], s[:-1], s[-4:-2])
// expect: llo
// expect: hell
// expect: el
puts(s[2:100], s[-100:2])
// expect: llo
// expect: he
puts(s[3:1] == "", s[5:] == "", s[9:12] == "")
// expect: true
// expect: true
// expect: true
