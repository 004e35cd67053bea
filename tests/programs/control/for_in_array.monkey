for (x in [1, "two", 3.0]) { puts(x) }
// expect: 1
// expect: two
// expect: 3.0
for (x in []) { puts("never") }
let total = 0
for (row in [[1, 2], [3]]) { for (x in row) { total += x } }
puts(total) // expect: 6
