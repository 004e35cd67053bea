fn sieve(n) {
  let composite = array(n + 1, false)
  let primes = []
  for (let i = 2; i <= n; i++) {
    if (composite[i]) { continue }
    primes.push(i)
    for (let j = i * i; j <= n; j += i) { composite[j] = true }
  }
  primes
}
puts(sieve(50)) // expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47]
puts(len(sieve(10000))) // expect: 1229
