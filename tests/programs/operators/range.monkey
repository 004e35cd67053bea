let r = 2..5
puts(r, type(r), len(r))
// expect: 2..5
// expect: range
// expect: 3
puts([...r]) // expect: [2, 3, 4]
puts(len(5..2), [...5..2])
// expect: 0
// expect: []
puts(-2..2) // expect: -2..2
puts([...-2..2]) // expect: [-2, -1, 0, 1]
