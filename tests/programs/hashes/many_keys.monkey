let h = {}
for (i in 0..300) { h["key" + str(i)] = i }
puts(len(h), h.key0, h["key299"], h.key300)
// expect: 300
// expect: 0
// expect: 299
// expect: null
for (i in 0..300) { if (i % 10 != 0) { delete(h, "key" + str(i)) } }
puts(len(h), sum(values(h)), keys(h)[:3])
// expect: 30
// expect: 4350
// expect: ["key0", "key10", "key20"]
