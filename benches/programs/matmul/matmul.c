// The product of two square matrices of floats, arrays of rows, by the
// definition. Prints the sum of the elements and the trace, rounded down.

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static double **allocate(int64_t n) {
    double **rows = malloc((size_t)n * sizeof *rows);
    for (int64_t i = 0; i < n; i++) {
        rows[i] = malloc((size_t)n * sizeof *rows[i]);
    }
    return rows;
}

static void release(double **rows, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        free(rows[i]);
    }
    free(rows);
}

static double **matrix(int64_t n, int64_t seed) {
    double **rows = allocate(n);
    for (int64_t i = 0; i < n; i++) {
        for (int64_t j = 0; j < n; j++) {
            rows[i][j] = (double)((i * seed + j * 3) % 17) * 0.25;
        }
    }
    return rows;
}

static double **multiply(double **a, double **b, int64_t n) {
    double **c = allocate(n);
    for (int64_t i = 0; i < n; i++) {
        const double *ai = a[i];
        double *ci = c[i];
        for (int64_t j = 0; j < n; j++) {
            double sum = 0.0;
            for (int64_t k = 0; k < n; k++) {
                sum += ai[k] * b[k][j];
            }
            ci[j] = sum;
        }
    }
    return c;
}

int main(void) {
    int64_t n = 650;
    double **a = matrix(n, 5);
    double **b = matrix(n, 7);
    double **c = multiply(a, b, n);
    double total = 0.0;
    double trace = 0.0;
    for (int64_t i = 0; i < n; i++) {
        for (int64_t j = 0; j < n; j++) {
            total += c[i][j];
        }
        trace += c[i][i];
    }
    printf("%" PRId64 "\n", (int64_t)floor(total));
    printf("%" PRId64 "\n", (int64_t)floor(trace));
    release(a, n);
    release(b, n);
    release(c, n);
    return 0;
}
