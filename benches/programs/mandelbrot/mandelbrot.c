// The Mandelbrot set on a square grid over [-1.5, 0.5] x [-1, 1], at most 100
// rounds of z = z * z + c a point. Prints how many of 2000 x 2000 points stay,
// and the rounds in all.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

static void mandelbrot(int64_t size, int64_t limit, int64_t *inside, int64_t *total) {
    *inside = 0;
    *total = 0;
    double scale = 2.0 / (double)size;
    for (int64_t row = 0; row < size; row++) {
        double ci = (double)row * scale - 1.0;
        for (int64_t column = 0; column < size; column++) {
            double cr = (double)column * scale - 1.5;
            double zr = 0.0;
            double zi = 0.0;
            double zr2 = 0.0;
            double zi2 = 0.0;
            int64_t rounds = 0;
            while (rounds < limit && zr2 + zi2 <= 4.0) {
                zi = 2.0 * zr * zi + ci;
                zr = zr2 - zi2 + cr;
                zr2 = zr * zr;
                zi2 = zi * zi;
                rounds++;
            }
            *total += rounds;
            if (rounds == limit) {
                *inside += 1;
            }
        }
    }
}

int main(void) {
    int64_t inside, total;
    mandelbrot(2000, 100, &inside, &total);
    printf("%" PRId64 "\n", inside);
    printf("%" PRId64 "\n", total);
    return 0;
}
