// A hot loop in a function that a hot loop calls, both with state.
fn sum_to(n, start) {
    let s = start
    for (let i = 1; i <= n; i++) { s = s + i % 7 }
    s
}
let acc = 0
for (let i = 0; i < 100; i++) {
    acc = sum_to(i, acc) % 10007
    if (i == 70) { puts(acc) }
}
puts(acc)
// expect: 7385
// expect: 4743
