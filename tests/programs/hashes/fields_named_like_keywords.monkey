let h = {"if": 1, "class": 2, "in": 3}
puts(h.if, h.class, h.in) // expect: 1
// expect: 2
// expect: 3
h.fn = 4
puts(h["fn"]) // expect: 4
