// The inner loop's bound comes from data, and is 0 or negative now and then.
let bounds = [3, 0, 7, 1, -2, 40, 0, 0, 2, 5]
let sum = 0
let empty = 0
for (let i = 0; i < 300; i++) {
    let n = bounds[i % 10]
    let before = sum
    for (let j = 0; j < n; j++) { sum = sum + i * j + 1 }
    if (before == sum) { empty++ }
}
puts(sum, empty)
// expect: 3668190
// expect: 120
// expect jit: trees=2 pieces<=4 exits<=40 cuts=0
