// Three nested counting loops: Pythagorean triples a <= b <= c <= n by brute
// force. Prints how many there are for n = 1800, and the sum of their sides.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

static void triples(int64_t n, int64_t *count, int64_t *sides) {
    *count = 0;
    *sides = 0;
    for (int64_t a = 1; a <= n; a++) {
        for (int64_t b = a; b <= n; b++) {
            int64_t square = a * a + b * b;
            for (int64_t c = b; c <= n; c++) {
                if (c * c == square) {
                    *count += 1;
                    *sides += a + b + c;
                }
            }
        }
    }
}

int main(void) {
    int64_t count, sides;
    triples(1800, &count, &sides);
    printf("%" PRId64 "\n", count);
    printf("%" PRId64 "\n", sides);
    return 0;
}
