// Quicksort (Hoare's partition around the middle element) of pseudo-random
// integers. Prints the descents left (none), their sum, and a checksum that
// depends on every position.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int64_t *fill(int64_t n, int64_t seed) {
    int64_t *xs = malloc((size_t)n * sizeof *xs);
    for (int64_t i = 0; i < n; i++) {
        seed = seed * 16807 % 2147483647;
        xs[i] = seed;
    }
    return xs;
}

static void quicksort(int64_t *xs, int64_t low, int64_t high) {
    int64_t pivot = xs[(low + high) / 2];
    int64_t i = low;
    int64_t j = high;
    while (i <= j) {
        while (xs[i] < pivot) {
            i++;
        }
        while (xs[j] > pivot) {
            j--;
        }
        if (i <= j) {
            int64_t t = xs[i];
            xs[i] = xs[j];
            xs[j] = t;
            i++;
            j--;
        }
    }
    if (low < j) {
        quicksort(xs, low, j);
    }
    if (i < high) {
        quicksort(xs, i, high);
    }
}

int main(void) {
    int64_t n = 2000000;
    int64_t *xs = fill(n, 42);
    quicksort(xs, 0, n - 1);
    int64_t descents = 0;
    int64_t sum = xs[0];
    int64_t check = xs[0] % 1009;
    for (int64_t i = 1; i < n; i++) {
        if (xs[i] < xs[i - 1]) {
            descents++;
        }
        sum += xs[i];
        check += xs[i] % 1009 * (i % 101);
    }
    printf("%" PRId64 "\n", descents);
    printf("%" PRId64 "\n", sum);
    printf("%" PRId64 "\n", check);
    free(xs);
    return 0;
}
