let xs = [1, 2, 3]
let n = 0
for (x in xs) { xs = []; n += x }
puts(n, xs)
// expect: 6
// expect: []
