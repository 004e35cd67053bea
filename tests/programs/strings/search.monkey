puts(contains("hello", "ell"), contains("hello", "z"), contains("x", ""))
// expect: true
// expect: false
// expect: true
puts(indexOf("hello", "l"), indexOf("hello", "z"), indexOf("hello", ""))
// expect: 2
// expect: -1
// expect: 0
puts(indexOf("é😀x", "x")) // expect: 2
puts(startsWith("hello", "he"), startsWith("hello", "lo"), startsWith("a", ""))
// expect: true
// expect: false
// expect: true
puts(endsWith("hello", "lo"), endsWith("hello", "he"), "a".endsWith("abc"))
// expect: true
// expect: false
// expect: false
