// Two names, one array: what is written through one is read through the other.
let a = [1, 2, 3, 4]
let b = a
let sum = 0
for (let i = 0; i < 400; i++) {
    let before = b[i % 4]
    a[i % 4] = before + i
    let after = b[i % 4]
    sum = sum + after - before
    if (i == 200) { b = [9, 9, 9, 9] }
    if (i == 300) { b = a }
}
puts(sum, a, b)
// expect: 54750
// expect: [8709, 9031, 9057, 9083]
// expect: [8709, 9031, 9057, 9083]
