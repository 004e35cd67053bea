// A store in place to an array whose elements another array of `push` still has: it copies, and only then.
let a = [1, 2, 3]
let s = 0
let olds = []
for (let i = 0; i < 300; i++) {
    let old = a
    if (i % 20 == 7) { a = push(old, i) }
    a[i % 3] = i
    s = s + old[i % 3] + a[i % 3]
    if (i % 60 == 7) { olds.push(old) }
    if (len(a) > 10) { a = a[:3] }
}
puts(s, a, olds)
// expect: 89655
// expect: [297, 298, 299, 167, 187, 207, 227, 247, 267, 287]
// expect: [[6, 4, 5], [66, 64, 65, 7, 27, 47], [126, 124, 125, 7, 27, 47, 67, 87, 107], [186, 184, 185, 167], [246, 244, 245, 167, 187, 207, 227]]
