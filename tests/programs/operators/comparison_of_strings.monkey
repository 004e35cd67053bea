puts("a" < "b", "b" < "a", "a" <= "a", "abc" < "abd", "ab" < "abc")
// expect: true
// expect: false
// expect: true
// expect: true
// expect: true
puts("Z" < "a", "" < "a", "10" < "9")
// expect: true
// expect: true
// expect: true
puts("é" > "z", "\u{1F600}" > "\u{FFFD}")
// expect: true
// expect: true
