let h = {"a": 1, "b": 2, "a": 3}
puts(h, len(h))
// expect: {"a": 3, "b": 2}
// expect: 2
