// The spectral norm of the infinite matrix a(i, j) = 1 / ((i+j)(i+j+1)/2 + i+1),
// cut to 3000 x 3000, by ten rounds of the power method. Prints the norm in
// units of 1e-9, rounded down.

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static double element(int64_t i, int64_t j) {
    return 1.0 / ((double)((i + j) * (i + j + 1)) * 0.5 + (double)i + 1);
}

static void times(const double *v, double *out, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        double sum = 0.0;
        for (int64_t j = 0; j < n; j++) {
            sum += element(i, j) * v[j];
        }
        out[i] = sum;
    }
}

static void times_transposed(const double *v, double *out, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        double sum = 0.0;
        for (int64_t j = 0; j < n; j++) {
            sum += element(j, i) * v[j];
        }
        out[i] = sum;
    }
}

static double norm(int64_t n) {
    double *u = malloc((size_t)n * sizeof *u);
    double *v = malloc((size_t)n * sizeof *v);
    double *w = malloc((size_t)n * sizeof *w);
    for (int64_t i = 0; i < n; i++) {
        u[i] = 1.0;
        v[i] = 0.0;
        w[i] = 0.0;
    }
    for (int round = 0; round < 10; round++) {
        times(u, w, n);
        times_transposed(w, v, n);
        times(v, w, n);
        times_transposed(w, u, n);
    }
    double uv = 0.0;
    double vv = 0.0;
    for (int64_t i = 0; i < n; i++) {
        uv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    free(u);
    free(v);
    free(w);
    return sqrt(uv / vv);
}

int main(void) {
    printf("%" PRId64 "\n", (int64_t)floor(norm(3000) * 1000000000.0));
    return 0;
}
