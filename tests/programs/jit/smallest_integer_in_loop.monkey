// The smallest integer divided by -1, negated, multiplied by -1, minus 1, its remainder by -1.
let smallest = -9223372036854775807 - 1
let x = 0
let big = 0
let zero = 0
for (let i = 0; i < 300; i++) {
    x = i % 100 == 99 ? smallest : smallest + i + 1
    let results = [x / -1, -x, x * -1, 0 - x, abs(x)]
    for (v in results) { if (v > 9223372036854775807) { big++ } }
    if (x % -1 == 0) { zero++ }
}
puts(big, zero, x, -x, x - 1)
// expect: 15
// expect: 300
// expect: -9223372036854775808
// expect: 9223372036854775808
// expect: -9223372036854775809
