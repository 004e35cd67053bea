puts("ab" * 3) // expect: ababab
puts("ab" * 1) // expect: ab
puts("ab" * 0 == "", "ab" * -2 == "")
// expect: true
// expect: true
puts("é" * 3, len("é" * 3))
// expect: ééé
// expect: 3
let line = "-" * 20
puts(line) // expect: --------------------
