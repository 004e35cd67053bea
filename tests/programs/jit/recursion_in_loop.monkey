// A recursive function called in a loop, with different depths.
fn fib(n) { if (n < 2) { return n }; fib(n - 1) + fib(n - 2) }
fn depth(n) { if (n == 0) { return 0 }; 1 + depth(n - 1) }
let s = 0
for (let i = 0; i < 120; i++) {
    s = s + fib(i % 9) * (i + 1) + depth(i)
}
puts(s)
// expect: 50578
// expect jit: cuts.recursion=0 cuts.too-long=0 cuts.too-deep=0
