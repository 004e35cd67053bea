let out = []
for (i in 0..3) {
  for (j in 0..3) {
    if (j > i) { break }
    if (j == 1) { continue }
    out.push([i, j])
  }
}
puts(out) // expect: [[0, 0], [1, 0], [2, 0], [2, 2]]
