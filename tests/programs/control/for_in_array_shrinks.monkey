let xs = [1, 2, 3, 4]
let seen = []
for (x in xs) {
  seen.push(x)
  xs.pop()
}
puts(seen, xs)
// expect: [1, 2]
// expect: [1, 2]
