let h = {"a": {"b": 5, "f": x => x + 1}}
puts(h?.a?.b) // expect: 5
puts(h?.x?.b) // expect: null
puts(h.a?.f(1)) // expect: 2
puts(null?.x) // expect: null
puts(h.x?.f(1)) // expect: null
puts("abc"?.len()) // expect: 3
