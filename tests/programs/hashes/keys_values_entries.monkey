let h = {"x": 1, 2: "y"}
puts(keys(h), values(h), entries(h))
// expect: ["x", 2]
// expect: [1, "y"]
// expect: [["x", 1], [2, "y"]]
puts(h.keys(), keys({}))
// expect: ["x", 2]
// expect: []
