// A try inside the loop; every seventh round throws.
let caught = 0
let sum = 0
for (let i = 0; i < 700; i++) {
    try {
        if (i % 7 == 3) { throw i }
        sum = sum + i
    } catch (e) {
        caught++
        sum = sum - e
    }
}
puts(sum, caught)
// expect: 174750
// expect: 100
