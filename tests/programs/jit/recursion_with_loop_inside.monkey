// A loop in a recursive function: the loop is hot in several frames at once.
fn walk(n) {
    let sum = 0
    for (let i = 0; i < n; i++) {
        sum = sum + 1
        if (i == n - 1) { sum = sum + walk(n - 1) * 2 % 1000 }
    }
    sum
}
for (n in [3, 20, 40]) { puts(walk(n)) }
fn tree(n) {
    let s = 1
    for (let i = 0; i < n; i++) { s = s + tree(i) }
    s
}
puts(tree(9))
// expect: 11
// expect: 130
// expect: 510
// expect: 512
