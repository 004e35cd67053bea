// The sieve of Eratosthenes over an array of booleans, several rounds.
// Prints the number of primes up to 2000000 and the last of them.

function sieve(n) {
    const prime = new Array(n + 1).fill(true);
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
console.log(String(result[0]));
console.log(String(result[1]));
