let out = []
for (i in 0..10) {
  if (i == 2) { continue }
  if (i == 5) { break }
  out.push(i)
}
puts(out) // expect: [0, 1, 3, 4]
let i = 0
while (true) { i++; if (i < 5) { continue }; break }
puts(i) // expect: 5
