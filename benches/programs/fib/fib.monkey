// Fibonacci by double recursion: nothing but calls, comparisons and additions.
// Prints fib(39).

fn fib(n) {
    if (n < 2) {
        return n;
    }
    return fib(n - 1) + fib(n - 2);
}

puts(fib(39))
