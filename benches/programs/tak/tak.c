// Takeuchi's function: three-way recursion whose arguments are calls. Prints tak(24, 16, 8)
// and how often the function was called for tak(18, 12, 6).

#include <stdint.h>
#include <stdio.h>

static int64_t tak(int64_t x, int64_t y, int64_t z) {
    if (y >= x) {
        return z;
    }
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
}

static int64_t calls = 0;

static int64_t counted(int64_t x, int64_t y, int64_t z) {
    calls++;
    if (y >= x) {
        return z;
    }
    return counted(counted(x - 1, y, z), counted(y - 1, z, x), counted(z - 1, x, y));
}

int main(void) {
    int64_t sum = 0;
    for (int64_t i = 0; i < 60; i++) {
        sum += tak(24, 16, 8 + i % 2);
    }
    printf("%ld\n", (long)sum);
    counted(18, 12, 6);
    printf("%ld\n", (long)calls);
    return 0;
}
