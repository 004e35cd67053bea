puts(sortBy(["ccc", "a", "bb"], len)) // expect: ["a", "bb", "ccc"]
puts(sortBy([1, 2, 3], x => -x)) // expect: [3, 2, 1]
puts([{"n": 2}, {"n": 1}].sortBy(h => h.n)) // expect: [{"n": 1}, {"n": 2}]
