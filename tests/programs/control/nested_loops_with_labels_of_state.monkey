let primes = []
for (let n = 2; len(primes) < 10; n++) {
  let is_prime = true
  for (p in primes) {
    if (p * p > n) { break }
    if (n % p == 0) { is_prime = false; break }
  }
  if (is_prime) { primes.push(n) }
}
puts(primes) // expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
