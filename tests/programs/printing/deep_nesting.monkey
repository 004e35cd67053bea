// slow
let a = []
for (i in 0..1000000) { a = [a] }
let r = try { len(str(a)) } catch (e) { "error" }
puts(r == 2000002 || r == "error") // expect: true
puts("alive") // expect: alive
