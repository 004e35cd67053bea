puts(equals([1, [2, "x"]], [1, [2, "x"]])) // expect: true
puts(equals([1, 2], [1, 2, 3])) // expect: false
puts(equals([1], [1.0])) // expect: true
puts(equals({"a": [1], "b": 2}, {"b": 2, "a": [1]})) // expect: true
puts(equals({"a": 1}, {"a": 1, "b": null})) // expect: false
puts(equals({"a": null}, {"b": null})) // expect: false
puts(equals("a", "a"), equals(1, "1"), equals(null, null))
// expect: true
// expect: false
// expect: true
puts(equals([], {}), equals([[]], [[]]))
// expect: false
// expect: true
let f = x => x
puts(equals([f], [f]), equals([f], [x => x]))
// expect: true
// expect: false
