// Permutations by recursion with exchanges: goes through all orders of 10 numbers, eight
// times. Prints how many there were and a checksum of them.

#include <stdint.h>
#include <stdio.h>

static int64_t values[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static int64_t count = 0;
static int64_t checksum = 0;

static void exchange(int64_t i, int64_t j) {
    int64_t kept = values[i];
    values[i] = values[j];
    values[j] = kept;
}

static void permute(int64_t n) {
    if (n == 0) {
        count++;
        checksum = (checksum * 7 + values[0] * 10 + values[9]) % 1000003;
        return;
    }
    for (int64_t i = 0; i <= n; i++) {
        exchange(i, n);
        permute(n - 1);
        exchange(i, n);
    }
}

int main(void) {
    for (int64_t round = 0; round < 8; round++) {
        permute(9);
    }
    printf("%ld\n", (long)count);
    printf("%ld\n", (long)checksum);
    return 0;
}
