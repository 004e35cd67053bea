// The inner loop leaves the outer loop's variables with other types than it found.
let x = 0
let y = 1
let log = []
for (let i = 0; i < 120; i++) {
    for (let j = 0; j < i % 6; j++) {
        if (i % 30 == 29) { x = x + 0.5 } else { x = x + j }
        if (i == 60 && j == 2) { y = "y" }
        if (i == 90) { y = null }
    }
    if (i % 40 == 39) { log.push([x, y]); x = int(x); y = i }
}
puts(log, x, y)
// expect: [[116.5, 1], [244.5, 39], [369.0, 79]]
// expect: 369
// expect: 119
