let h = {"a": 1, "b": 2, "c": 3}
puts(delete(h, "b"), h) // expect: 2
// expect: {"a": 1, "c": 3}
puts(h.delete("zzz"), h.delete("a"), h, len(h))
// expect: null
// expect: 1
// expect: {"c": 3}
// expect: 1
