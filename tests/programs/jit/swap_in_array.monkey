// Elements swapped in place, also an element with itself.
let a = [k * k % 101 for k in 0..40]
let n = 0
for (let i = 0; i < 40; i++) {
    for (let j = i; j < 40; j++) {
        if (a[j] <= a[i]) {
            let t = a[i]
            a[i] = a[j]
            a[j] = t
            n++
        }
    }
}
puts(a, n)
// expect: [0, 1, 4, 6, 9, 13, 14, 16, 19, 20, 21, 22, 23, 24, 25, 30, 33, 36, 37, 43, 45, 49, 52, 54, 56, 58, 64, 68, 70, 71, 77, 79, 80, 81, 84, 87, 92, 95, 97, 100]
// expect: 374
