// Integer division and remainder by zero are caught inside the loop; float division is not an error.
let errors = 0
let sum = 0
let infinities = 0
for (let i = 0; i < 600; i++) {
    let d = i % 6 - 2
    try { sum = sum + i / d } catch (e) { errors++ }
    try { sum = sum + i % d } catch (e) { errors = errors + 1000 }
    if (i / (d * 1.0) == 1.0 / 0.0) { infinities++ }
}
puts(sum, errors, infinities)
// expect: 10600
// expect: 100100
// expect: 100
