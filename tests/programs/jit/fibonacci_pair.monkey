// Two loop variables that depend on each other's old values; they grow out of 64 bits.
fn fib(n) {
    let a = 0
    let b = 1
    for (let i = 0; i < n; i++) { let [x, y] = [b, a + b]; a = x; b = y }
    a
}
puts(fib(10), fib(90), fib(93), fib(94), fib(200))
// expect: 55
// expect: 2880067194370816120
// expect: 12200160415121876738
// expect: 19740274219868223167
// expect: 280571172992510140037611932413038677189525
