let s = ""
for (i in 0..1000) { s += "x" }
puts(len(s)) // expect: 1000
let t = ""
for (i in 0..10) { t = str(i) + t }
puts(t) // expect: 9876543210
let u = "ab"
for (i in 0..4) { u = u + u }
puts(u) // expect: abababababababababababababababab
