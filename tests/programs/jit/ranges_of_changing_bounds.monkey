// Ranges with bounds from data: empty, negative, near the ends of 64 bits.
let bounds = [[0, 5], [3, 3], [5, 2], [-4, 1], [9223372036854775800, 9223372036854775807], [-9223372036854775808, -9223372036854775804]]
let n = 0
let s = 0
for (let i = 0; i < 300; i++) {
    let [from, to] = bounds[i % 6]
    for (x in from..to) { n++; s = (s + x) % 1000003 }
}
puts(n, s)
// expect: 1050
// expect: -700006
