let nan = 0.0 / 0.0
puts(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan)
// expect: false
// expect: true
// expect: false
// expect: false
// expect: false
puts(if (nan < 1) { "less" } else { "not less" }) // expect: not less
puts(!(nan < 1), !(nan >= 1))
// expect: true
// expect: true
while (nan < 1) { puts("never"); break }
