// The Collatz map: halve an even number, triple an odd one and add one.
// Prints the start below 1000000 with the longest way down to 1, the length of
// that way, and the steps taken in all.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
    int64_t limit = 1000000;
    int64_t best = 1;
    int64_t best_steps = 0;
    int64_t total = 0;
    for (int64_t start = 1; start < limit; start++) {
        int64_t n = start;
        int64_t steps = 0;
        while (n != 1) {
            if (n % 2 == 0) {
                n = n / 2;
            } else {
                n = 3 * n + 1;
            }
            steps++;
        }
        total += steps;
        if (steps > best_steps) {
            best = start;
            best_steps = steps;
        }
    }
    printf("%" PRId64 "\n", best);
    printf("%" PRId64 "\n", best_steps);
    printf("%" PRId64 "\n", total);
    return 0;
}
