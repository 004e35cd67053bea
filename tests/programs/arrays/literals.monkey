puts([]) // expect: []
puts([1, "two", 3.0, null, true, [4], {"k": 5}]) // expect: [1, "two", 3.0, null, true, [4], {"k": 5}]
puts([1 + 1, len("abc"), if (true) { 7 }]) // expect: [2, 3, 7]
puts(len([1, 2, 3]), type([]))
// expect: 3
// expect: array
