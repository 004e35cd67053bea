// Thrown two frames down, in functions that are inlined; caught in the loop's frame.
let inner = fn(x) { if (x % 11 == 5) { throw x }; x * 2 }
let middle = fn(x) { let y = inner(x + 1); y + 1 }
let sum = 0
let caught = 0
for (let i = 0; i < 800; i++) {
    let before = sum
    try {
        sum = sum + middle(i)
    } catch (e) {
        caught = caught + e
        if (before != sum) { puts("changed", i) }
    }
}
puts(sum, caught)
// expect: 582981
// expect: 29273
