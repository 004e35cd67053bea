let h = {}
for (i in 0..2000) { h["key" + str(i)] = i }
puts(len(h), h.key0, h["key1999"], h.key2000)
// expect: 2000
// expect: 0
// expect: 1999
// expect: null
for (i in 0..2000) { if (i % 10 != 0) { delete(h, "key" + str(i)) } }
puts(len(h), sum(values(h)), keys(h)[:3])
// expect: 200
// expect: 199000
// expect: ["key0", "key10", "key20"]
