puts([c + "!" for c in "abc"]) // expect: ["a!", "b!", "c!"]
puts([..."hé"]) // expect: ["h", "é"]
let counts = {}
for (c in "hello") { counts[c] = (counts[c] ?? 0) + 1 }
puts(counts) // expect: {"h": 1, "e": 1, "l": 2, "o": 1}
