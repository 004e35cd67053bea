puts(padLeft("7", 3, "0"), padLeft("7", 3), padLeft("1234", 3, "0"))
// expect: 007
// expect:   7
// expect: 1234
puts(padRight("7", 3, "0"), padRight("7", 3) + "|", padRight("1234", 3, "0"))
// expect: 700
// expect: 7  |
// expect: 1234
puts(padLeft("é", 3, "*")) // expect: **é
puts(repeat("ab", 3), repeat("x", 0) == "")
// expect: ababab
// expect: true
