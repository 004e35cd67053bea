// The inner loop has no rounds while the outer one gets hot, then many.
let sum = 0
for (let i = 0; i < 1200; i++) {
    let n = i < 1000 ? 0 : i - 1000
    for (let j = 0; j < n; j++) { sum = sum + j }
    if (i == 999) { puts(sum) }
}
puts(sum)
// expect: 0
// expect: 1313400
