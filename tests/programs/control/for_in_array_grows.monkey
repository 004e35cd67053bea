let xs = [1, 2]
for (x in xs) {
  if (x < 3) { xs.push(x + 10) }
  if (len(xs) > 10) { break }
}
puts(xs) // expect: [1, 2, 11, 12]
