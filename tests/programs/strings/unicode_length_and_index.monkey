let s = "héllo wörld 😀!"
puts(len(s)) // expect: 14
puts(s[1], s[12], s[-1], s[-2])
// expect: é
// expect: 😀
// expect: !
// expect: 😀
puts(s[0:5], s[6:11], s[12:])
// expect: héllo
// expect: wörld
// expect: 😀!
puts(len("e\u{301}")) // expect: 2
