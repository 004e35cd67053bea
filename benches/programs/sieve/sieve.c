// The sieve of Eratosthenes over an array of booleans, several rounds.
// Prints the number of primes up to 2000000 and the last of them.

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void sieve(int64_t n, int64_t *count, int64_t *last) {
    bool *prime = malloc((size_t)(n + 1) * sizeof *prime);
    for (int64_t i = 0; i <= n; i++) {
        prime[i] = true;
    }
    *count = 0;
    *last = 0;
    for (int64_t i = 2; i <= n; i++) {
        if (prime[i]) {
            *count += 1;
            *last = i;
            for (int64_t k = i * i; k <= n; k += i) {
                prime[k] = false;
            }
        }
    }
    free(prime);
}

int main(void) {
    int64_t count = 0, last = 0;
    for (int round = 0; round < 25; round++) {
        sieve(2000000, &count, &last);
    }
    printf("%" PRId64 "\n", count);
    printf("%" PRId64 "\n", last);
    return 0;
}
