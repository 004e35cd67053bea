puts({}) // expect: {}
let h = {"a": 1, 2: "two", true: "yes", 1.5: "float"}
puts(h) // expect: {"a": 1, 2: "two", true: "yes", 1.5: "float"}
puts(len(h), type(h))
// expect: 4
// expect: hash
puts(h["a"], h[2], h[true], h[1.5], h["none"])
// expect: 1
// expect: two
// expect: yes
// expect: float
// expect: null
