puts(substr("hello", 1, 3), substr("hello", 3))
// expect: ell
// expect: lo
puts(substr("héllo", 1, 1), substr("abc", 1, 100), substr("abc", 5, 2) == "")
// expect: é
// expect: bc
// expect: true
puts(chars("hé😀")) // expect: ["h", "é", "😀"]
puts(chars("")) // expect: []
puts(char(65), char(233), char(128512))
// expect: A
// expect: é
// expect: 😀
puts(ord("A"), ord("é"), ord("😀"), ord("abc"))
// expect: 65
// expect: 233
// expect: 128512
// expect: 97
