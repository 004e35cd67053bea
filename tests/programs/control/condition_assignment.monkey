let i = 0
let line = null
let lines = ["a", "b", null]
while ((line = lines[i]) != null) { puts(line); i++ }
// expect: a
// expect: b
