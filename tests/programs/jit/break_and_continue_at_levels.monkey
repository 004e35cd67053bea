// break and continue in both of two nested loops, under changing conditions.
let inner = 0
let outer = 0
let log = 0
for (let i = 0; i < 200; i++) {
    if (i % 13 == 12) { continue }
    for (let j = 0; j < 20; j++) {
        if (j == i % 7) { continue }
        if (j > i % 11) { break }
        inner++
        log = (log * 3 + i + j) % 99991
    }
    if (i == 187) { break }
    outer++
}
puts(inner, outer, log)
// expect: 918
// expect: 173
// expect: 71750
