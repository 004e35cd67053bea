// Ackermann's function: deep recursion in an argument, and a tail call around it. Prints
// ack(2, n) summed for some n, and ack(3, 8).

#include <stdint.h>
#include <stdio.h>

static int64_t ack(int64_t m, int64_t n) {
    if (m == 0) {
        return n + 1;
    }
    if (n == 0) {
        return ack(m - 1, 1);
    }
    return ack(m - 1, ack(m, n - 1));
}

int main(void) {
    int64_t sum = 0;
    for (int64_t n = 0; n < 600; n++) {
        sum += ack(2, n);
    }
    printf("%ld\n", (long)sum);
    int64_t deep = 0;
    for (int64_t i = 0; i < 12; i++) {
        deep += ack(3, 8);
    }
    printf("%ld\n", (long)deep);
    return 0;
}
