let a = [3, 1]
let b = push(a, 2)
b.sort()
puts(a, b)
// expect: [3, 1]
// expect: [1, 2, 3]
let c = [5]
let d = push(c, 6)
let e = push(d, 7)
d[1] = "d"
puts(c, d, e)
// expect: [5]
// expect: [5, "d"]
// expect: [5, 6, 7]
