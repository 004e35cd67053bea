puts([1, [2, [3, []]], {"a": {"b": []}}]) // expect: [1, [2, [3, []]], {"a": {"b": []}}]
puts({"f": fn(x) { x }, "r": 1..2, "n": null, 1: 1.0}) // expect: {"f": fn(x), "r": 1..2, "n": null, 1: 1.0}
puts([["a"], "b"]) // expect: [["a"], "b"]
puts(str([1, "a"]) + "!") // expect: [1, "a"]!
