// Functions that call themselves notice a time limit, although they have no loop.
// options: --timeout 300ms
fn fib(n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
puts(fib(20)) // expect: 6765
puts(fib(90))
// expect error: time limit of 300 ms exceeded
