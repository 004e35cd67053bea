// Closures of each round with what they capture and share, called in the round: neither closures nor variables are made.
fn run(n) {
    let total = 0
    for (let i = 0; i < n; i++) {
        let k = i * 2
        let add = fn(x) { x + k }
        let count = 0
        let bump = fn() { count += k; count }
        total += add(1) + bump() + bump()
    }
    total
}
puts(run(500)) // expect: 998500
// expect jit: allocations=0 allocated-bytes<=5000
