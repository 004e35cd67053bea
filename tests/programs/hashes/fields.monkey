let h = {"name": "Monkey", "age": 1}
puts(h.name, h.age, h.missing)
// expect: Monkey
// expect: 1
// expect: null
h.age += 1
h.color = "brown"
puts(h, h["color"])
// expect: {"name": "Monkey", "age": 2, "color": "brown"}
// expect: brown
let deep = {"a": {"b": {"c": 42}}}
puts(deep.a.b.c) // expect: 42
deep.a.b.c = 43
puts(deep["a"]["b"]["c"]) // expect: 43
