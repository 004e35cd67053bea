// Many comparisons in one condition, with && and ||, each of which decides some rounds.
let counts = [0, 0, 0, 0, 0]
for (let i = 0; i < 1000; i++) {
    let x = i * 37 % 101
    let y = i * 53 % 89
    if (x > 10 && x < 50 && (y < 20 || y > 70 && x != y)) { counts[0] = counts[0] + 1 }
    else if (x < y && y < 60 || x == 50) { counts[1] = counts[1] + 1 }
    else if (!(x >= y) || x <= 5) { counts[2] = counts[2] + 1 }
    else { counts[3] = counts[3] + 1 }
    counts[4] = counts[4] + ((x < y) == (y > x) ? 1 : 100) + (x > 90 ? 1 : x > 80 ? 2 : 3)
}
puts(counts)
// expect: [164, 201, 163, 472, 3703]
