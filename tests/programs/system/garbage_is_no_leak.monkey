// slow
// options: --max-memory 32M
let keep = null
for (i in 0..200000) { keep = [i, [i, "text " + str(i)], {"i": i}] }
puts(keep) // expect: [199999, [199999, "text 199999"], {"i": 199999}]
