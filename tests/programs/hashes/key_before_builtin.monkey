let h = {"len": () => "own", "keys": 5}
puts(h.len()) // expect: own
puts({"a": 1}.len(), {"a": 1}.keys())
// expect: 1
// expect: ["a"]
puts(h.keys) // expect: 5
