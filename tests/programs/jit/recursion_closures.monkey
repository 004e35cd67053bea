// Recursive closures: each with captured values of its own, shared cells, and functions made on the way down.
fn walker(scale) {
    let count = 0
    let walk = fn(n) {
        count += 1
        if (n < 2) { return n * scale }
        walk(n - 1) + walk(n - 2)
    }
    fn(n) { let r = walk(n); [r, count] }
}
let one = walker(1)
let ten = walker(10)
for (let i = 0; i < 14; i++) { puts(one(i), ten(i)) }
fn compose(n, f) { if (n == 0) { f } else { compose(n - 1, fn(x) { f(x) + n }) } }
let s = 0
for (let i = 0; i < 60; i++) { s += compose(i % 9, fn(x) { x * 2 })(i) }
puts(s)
// expect: [0, 1]
// expect: [0, 1]
// expect: [1, 2]
// expect: [10, 2]
// expect: [1, 5]
// expect: [10, 5]
// expect: [2, 10]
// expect: [20, 10]
// expect: [3, 19]
// expect: [30, 19]
// expect: [5, 34]
// expect: [50, 34]
// expect: [8, 59]
// expect: [80, 59]
// expect: [13, 100]
// expect: [130, 100]
// expect: [21, 167]
// expect: [210, 167]
// expect: [34, 276]
// expect: [340, 276]
// expect: [55, 453]
// expect: [550, 453]
// expect: [89, 740]
// expect: [890, 740]
// expect: [144, 1205]
// expect: [1440, 1205]
// expect: [233, 1958]
// expect: [2330, 1958]
// expect: 4295
