let versions = []
let a = []
for (i in 0..5) { versions.push(a); a = push(a, i) }
puts(versions) // expect: [[], [0], [0, 1], [0, 1, 2], [0, 1, 2, 3]]
let other = push(versions[2], "x")
puts(versions[3], other)
// expect: [0, 1, 2]
// expect: [0, 1, "x"]
