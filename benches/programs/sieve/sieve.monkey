// The sieve of Eratosthenes over an array of booleans, several rounds.
// Prints the number of primes up to 2000000 and the last of them.

fn sieve(n) {
    let prime = array(n + 1, true);
    let count = 0;
    let last = 0;
    for (let i = 2; i <= n; i++) {
        if (prime[i]) {
            count++;
            last = i;
            for (let k = i * i; k <= n; k += i) {
                prime[k] = false;
            }
        }
    }
    return [count, last];
}

let result = [];
for (let round = 0; round < 25; round++) {
    result = sieve(2000000);
}
puts(result[0]);
puts(result[1])
