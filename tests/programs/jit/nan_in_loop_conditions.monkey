// Conditions with NaN: neither the comparison nor its opposite holds.
let nan = 0.0 / 0.0
let x = 0.0
let n = 0
let never = 0
for (let i = 0; i < 500; i++) {
    if (i == 300) { x = nan }
    if (x < 1.0) { n++ } else { n = n + 1000 }
    if (!(x >= 1.0)) { n = n + 2 }
    if (x == x) { n = n + 3 } else { never++ }
    if (x > 0.5 || x <= 0.5) { n = n + 5 }
    while (x > 2.0) { x = x - 1.0 }
    if (i < 300) { x = x + 0.01 }
}
puts(n, never, x)
let rounds = 0
let limit = 10.0
while (rounds < limit) { rounds++; if (rounds == 5) { limit = nan } }
puts(rounds)
// expect: 403100
// expect: 200
// expect: NaN
// expect: 5
