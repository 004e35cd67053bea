// An enum without values, a trailing comma, several lines, words of the language as names.
enum None { }
enum Word { if, while, class, match,
  enum,
}
puts(None, len(None), [...None])
for (n in None) { puts("never") }
puts([...Word], Word.if, Word.enum == Word.match)
// expect: enum None
// expect: 0
// expect: []
// expect: [Word.if, Word.while, Word.class, Word.match, Word.enum]
// expect: Word.if
// expect: false
