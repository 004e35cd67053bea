puts("a\tb") // expect: a	b
puts("one\ntwo")
// expect: one
// expect: two
puts("quote \" and \\ done") // expect: quote " and \ done
puts("\u{48}\u{e9}\u{1F600}") // expect: Hé😀
puts(len("\0"), ord("\0"), ord("\r"))
// expect: 1
// expect: 0
// expect: 13
