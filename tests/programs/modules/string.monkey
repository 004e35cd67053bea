import "string" as s
puts(s.isDigit("0123"), s.isDigit("12a"), s.isDigit(""), s.isAlpha("äb"), s.isAlpha("a1"), s.isAlnum("a1"), s.isSpace(" \t\n"), s.isSpace("x"), s.isUpper("ÄB"), s.isLower("äB"))
// expect: true
// expect: false
// expect: false
// expect: true
// expect: false
// expect: true
// expect: true
// expect: false
// expect: true
// expect: false
puts(s.lines("a\nb\r\n\nc\n"), s.words("  a  b\tc\n"), s.lines(""), s.words(" "))
// expect: ["a", "b", "", "c"]
// expect: ["a", "b", "c"]
// expect: []
// expect: []
puts(s.capitalize("äpfel und"), s.capitalize(""), "[" + s.trimStart(" a ") + "]", "[" + s.trimEnd(" a ") + "]")
// expect: Äpfel und
// expect: 
// expect: [a ]
// expect: [ a]
puts(s.count("aaaa", "aa"), s.count("abc", "x"), s.lastIndexOf("äbäb", "äb"), s.lastIndexOf("abc", "x"), s.lastIndexOf("ab", ""))
// expect: 2
// expect: 0
// expect: 2
// expect: -1
// expect: 2
puts(s.format("{} of {}: {}", 1, "two", [3, "x"]), s.format("{{}} {}", null), s.format("plain"))
// expect: 1 of two: [3, "x"]
// expect: {} null
// expect: plain
puts(s.upper("a"), s.split("a,b", ","), s.join(["x", "y"], "-"), s.len("äö"), s.upper == upper)
// expect: A
// expect: ["a", "b"]
// expect: x-y
// expect: 2
// expect: true
fn t(f) { try { puts(f()) } catch (e) { puts(e) } }
t(() => s.isDigit(5)) // expect: string.isDigit: argument 1: want string, got int
t(() => s.isAlpha(null)) // expect: string.isAlpha: argument 1: want string, got null
t(() => s.isAlnum([])) // expect: string.isAlnum: argument 1: want string, got array
t(() => s.isSpace({})) // expect: string.isSpace: argument 1: want string, got hash
t(() => s.isUpper(1.5)) // expect: string.isUpper: argument 1: want string, got float
t(() => s.isLower(len)) // expect: string.isLower: argument 1: want string, got function
t(() => s.lines(5)) // expect: string.lines: argument 1: want string, got int
t(() => s.words(0..3)) // expect: string.words: argument 1: want string, got range
t(() => s.trimStart(true)) // expect: string.trimStart: argument 1: want string, got bool
t(() => s.trimEnd(s)) // expect: string.trimEnd: argument 1: want string, got module
t(() => s.capitalize(5)) // expect: string.capitalize: argument 1: want string, got int
t(() => s.count("a", 5)) // expect: string.count: argument 2: want string, got int
t(() => s.count("a", "")) // expect: string.count: argument 2: want a string to count, got ""
t(() => s.lastIndexOf("a", null)) // expect: string.lastIndexOf: argument 2: want string, got null
t(() => s.format(5)) // expect: string.format: argument 1: want string, got int
t(() => s.format("{} {}", 1)) // expect: string.format: the format has 2 places {}, got 1 values
t(() => s.format("{", 1)) // expect: string.format: '{' without its other half: write {} for a value and {{ for the character
t(() => s.format("a } b")) // expect: string.format: '}' without its other half: write {} for a value and }} for the character
