fn memoize(f) {
  let cache = {}
  n => {
    if (n in cache) { return cache[n] }
    let r = f(n)
    cache[n] = r
    r
  }
}
let calls = 0
let fib = memoize(n => { calls++; n < 2 ? n : fib(n - 1) + fib(n - 2) })
puts(fib(90), calls)
// expect: 2880067194370816120
// expect: 91
