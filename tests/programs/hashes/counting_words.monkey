let text = "the cat the dog the end"
let counts = {}
for (w in text.split(" ")) { counts[w] = (counts[w] ?? 0) + 1 }
puts(counts) // expect: {"the": 3, "cat": 1, "dog": 1, "end": 1}
let best = entries(counts).sort((a, b) => b[1] - a[1])
puts(best[0]) // expect: ["the", 3]
