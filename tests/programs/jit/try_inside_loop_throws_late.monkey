// The first throw comes after a thousand rounds.
let caught = []
let x = 0
for (let i = 0; i < 1500; i++) {
    try {
        x = x + 1
        if (i > 1000 && i % 100 == 0) { throw `at ${i}` }
        x = x + 2
    } catch (e) {
        caught.push(e)
        x = x - 100
    }
}
puts(x, caught)
// expect: 4092
// expect: ["at 1100", "at 1200", "at 1300", "at 1400"]
