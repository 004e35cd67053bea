// Conditions that are the same for a thousand rounds, then not.
let sum = 0
let late = 0
let once = 0
for (let i = 0; i < 2100; i++) {
    if (i < 1000) { sum = sum + 1 } else { sum = sum + 10 }
    if (i > 1500 && i % 2 == 0) { late++ }
    if (i == 1777) { once = sum }
    let neg = i >= 2000
    if (!neg) { sum = sum + 1 }
}
puts(sum, late, once)
// expect: 14000
// expect: 299
// expect: 10557
// expect jit: sites=1 recordings=1 exits<=60 refusals=0 cuts=0
