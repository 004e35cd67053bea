let values_ = [1, 1.5, "s", null, [1, "x"], {"k": 1}, 0..3, len]
for (v in values_) { puts(str(v)) }
// expect: 1
// expect: 1.5
// expect: s
// expect: null
// expect: [1, "x"]
// expect: {"k": 1}
// expect: 0..3
// expect: builtin len
puts(`${[1, "x"]}`) // expect: [1, "x"]
