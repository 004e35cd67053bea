let s = "a\0b"
puts(len(s), s == "ab", s[1] == "\0")
// expect: 3
// expect: false
// expect: true
puts([s]) // expect: ["a\0b"]
puts(["\r\n\t"]) // expect: ["\r\n\t"]
