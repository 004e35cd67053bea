// The inner loop is long at first, and empty later.
let sum = 0
let rounds = 0
for (let i = 0; i < 500; i++) {
    let n = i < 20 ? 100 - i : i % 50 == 0 ? 3 : 0
    let j = 0
    while (j < n) { sum = sum + j * i; j++; rounds++ }
    sum = sum - n
}
puts(sum, rounds)
// expect: 717698
// expect: 1837
