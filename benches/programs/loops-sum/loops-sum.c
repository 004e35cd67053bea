// One long counting loop: the sum of 1..n modulo a prime, reduced by a
// subtraction so that the loop holds a data-dependent branch.
// Prints the sum for n = 450000000.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

static int64_t sum_to(int64_t n) {
    int64_t total = 0;
    for (int64_t i = 1; i <= n; i++) {
        total += i;
        if (total >= 1000000007) {
            total -= 1000000007;
        }
    }
    return total;
}

int main(void) {
    printf("%" PRId64 "\n", sum_to(450000000));
    return 0;
}
