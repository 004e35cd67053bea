// Pancake flipping: over all permutations of 0..n-1, reverse the first p[0] + 1
// elements until the first is 0. Prints the alternating sum of the numbers of
// flips and the largest of them, for n = 10.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void fannkuch(int64_t n, int64_t *sum, int64_t *most) {
    int64_t *perm = malloc((size_t)n * sizeof *perm);
    int64_t *flipped = malloc((size_t)n * sizeof *flipped);
    int64_t *counts = malloc((size_t)n * sizeof *counts);
    for (int64_t i = 0; i < n; i++) {
        perm[i] = i;
    }
    *sum = 0;
    *most = 0;
    int64_t sign = 1;
    int64_t level = n;
    for (;;) {
        while (level > 1) {
            counts[level - 1] = level;
            level--;
        }

        for (int64_t i = 0; i < n; i++) {
            flipped[i] = perm[i];
        }
        int64_t flips = 0;
        int64_t first = flipped[0];
        while (first != 0) {
            int64_t lo = 0;
            int64_t hi = first;
            while (lo < hi) {
                int64_t t = flipped[lo];
                flipped[lo] = flipped[hi];
                flipped[hi] = t;
                lo++;
                hi--;
            }
            flips++;
            first = flipped[0];
        }
        *sum += sign * flips;
        if (flips > *most) {
            *most = flips;
        }
        sign = 0 - sign;

        // The next permutation: rotate the first level + 1 elements by one.
        for (;;) {
            if (level == n) {
                free(perm);
                free(flipped);
                free(counts);
                return;
            }
            int64_t head = perm[0];
            for (int64_t i = 0; i < level; i++) {
                perm[i] = perm[i + 1];
            }
            perm[level] = head;
            counts[level] -= 1;
            if (counts[level] > 0) {
                break;
            }
            level++;
        }
    }
}

int main(void) {
    int64_t sum, most;
    fannkuch(10, &sum, &most);
    printf("%" PRId64 "\n", sum);
    printf("%" PRId64 "\n", most);
    return 0;
}
