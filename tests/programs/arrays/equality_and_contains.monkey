let a = [1]
puts([a, 2].contains(a), [[1]].contains(a), [1, 2].contains(2.0), ["a"].contains("a"))
// expect: true
// expect: false
// expect: true
// expect: true
puts([5, 6].indexOf(6), [5].indexOf(7), indexOf(["a", "b"], "b"))
// expect: 1
// expect: -1
// expect: 1
