puts(["a\"b", "c\\d", "e\nf", "g\th"]) // expect: ["a\"b", "c\\d", "e\nf", "g\th"]
puts(["é😀"]) // expect: ["é😀"]
puts({"k\"": "v"}) // expect: {"k\"": "v"}
