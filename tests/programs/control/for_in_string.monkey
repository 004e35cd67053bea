let out = []
for (c in "héy😀") { out.push(c) }
puts(out) // expect: ["h", "é", "y", "😀"]
