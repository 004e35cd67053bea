let fs = []
for (let i = 0; i < 5; i++) {
  fs.push(() => i)
  if (i % 2 == 0) { continue }
  i = i + 0
}
puts(fs.map(f => f())) // expect: [0, 1, 2, 3, 4]
