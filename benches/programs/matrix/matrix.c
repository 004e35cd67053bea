// Matrices as structs: products, sums, transposes, the LU decomposition with
// exchange of rows, the solution of systems of equations, and the greatest eigenvalue
// by power iteration, all of 180 x 180 floats. Prints the results in units of
// 1e-6, rounded down.

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define N 180

// Linked to the matrix made before it: all are freed at the end.
typedef struct Matrix {
    struct Matrix *before;
    int64_t rows, columns;
    double data[];
} Matrix;

static Matrix *all = NULL;

static Matrix *new_matrix(int64_t rows, int64_t columns) {
    Matrix *matrix = calloc(1, sizeof *matrix + (size_t)(rows * columns) * sizeof(double));
    matrix->before = all;
    matrix->rows = rows;
    matrix->columns = columns;
    all = matrix;
    return matrix;
}

// Frees all matrices that were made after one.
static void release_down_to(Matrix *kept) {
    while (all != kept) {
        Matrix *before = all->before;
        free(all);
        all = before;
    }
}

static inline double get(const Matrix *m, int64_t row, int64_t column) {
    return m->data[row * m->columns + column];
}

static inline void set(Matrix *m, int64_t row, int64_t column, double value) {
    m->data[row * m->columns + column] = value;
}

static Matrix *identity(int64_t n) {
    Matrix *result = new_matrix(n, n);
    for (int64_t i = 0; i < n; i++) {
        set(result, i, i, 1.0);
    }
    return result;
}

static Matrix *plus(const Matrix *a, const Matrix *b) {
    Matrix *result = new_matrix(a->rows, a->columns);
    for (int64_t i = 0; i < a->rows * a->columns; i++) {
        result->data[i] = a->data[i] + b->data[i];
    }
    return result;
}

static Matrix *scale(const Matrix *a, double factor) {
    Matrix *result = new_matrix(a->rows, a->columns);
    for (int64_t i = 0; i < a->rows * a->columns; i++) {
        result->data[i] = a->data[i] * factor;
    }
    return result;
}

static Matrix *minus(const Matrix *a, const Matrix *b) {
    return plus(a, scale(b, -1.0));
}

static Matrix *transpose(const Matrix *a) {
    Matrix *result = new_matrix(a->columns, a->rows);
    for (int64_t i = 0; i < a->rows; i++) {
        for (int64_t j = 0; j < a->columns; j++) {
            set(result, j, i, get(a, i, j));
        }
    }
    return result;
}

static Matrix *times(const Matrix *a, const Matrix *b) {
    Matrix *result = new_matrix(a->rows, b->columns);
    for (int64_t i = 0; i < a->rows; i++) {
        for (int64_t j = 0; j < b->columns; j++) {
            double sum = 0.0;
            for (int64_t k = 0; k < a->columns; k++) {
                sum += get(a, i, k) * get(b, k, j);
            }
            set(result, i, j, sum);
        }
    }
    return result;
}

static double trace(const Matrix *a) {
    double sum = 0.0;
    for (int64_t i = 0; i < a->rows; i++) {
        sum += get(a, i, i);
    }
    return sum;
}

// The square root of the sum of all squares.
static double norm(const Matrix *a) {
    double sum = 0.0;
    for (int64_t i = 0; i < a->rows * a->columns; i++) {
        sum += a->data[i] * a->data[i];
    }
    return sqrt(sum);
}

static void swap_rows(Matrix *m, int64_t a, int64_t b) {
    for (int64_t j = 0; j < m->columns; j++) {
        double kept = get(m, a, j);
        set(m, a, j, get(m, b, j));
        set(m, b, j, kept);
    }
}

// Both triangles in one matrix; `order` tells the row that each row was.
typedef struct {
    Matrix *lu;
    int64_t order[N];
    double sign;
} Decomposition;

static Decomposition decompose(const Matrix *matrix) {
    int64_t n = matrix->rows;
    Matrix *lu = scale(matrix, 1.0);
    Decomposition result = {lu, {0}, 1.0};
    for (int64_t i = 0; i < n; i++) {
        result.order[i] = i;
    }
    for (int64_t k = 0; k < n; k++) {
        int64_t best = k;
        for (int64_t i = k + 1; i < n; i++) {
            if (fabs(get(lu, i, k)) > fabs(get(lu, best, k))) {
                best = i;
            }
        }
        if (best != k) {
            swap_rows(lu, k, best);
            int64_t kept = result.order[k];
            result.order[k] = result.order[best];
            result.order[best] = kept;
            result.sign = 0.0 - result.sign;
        }
        for (int64_t i = k + 1; i < n; i++) {
            double factor = get(lu, i, k) / get(lu, k, k);
            set(lu, i, k, factor);
            for (int64_t j = k + 1; j < n; j++) {
                set(lu, i, j, get(lu, i, j) - factor * get(lu, k, j));
            }
        }
    }
    return result;
}

static double determinant(const Decomposition *d) {
    double product = d->sign;
    for (int64_t i = 0; i < d->lu->rows; i++) {
        product *= get(d->lu, i, i);
    }
    return product;
}

// The matrix x for which the decomposed one times x is `right`.
static Matrix *solve(const Decomposition *d, const Matrix *right) {
    const Matrix *lu = d->lu;
    int64_t n = lu->rows;
    Matrix *x = new_matrix(n, right->columns);
    for (int64_t column = 0; column < right->columns; column++) {
        for (int64_t i = 0; i < n; i++) {
            double sum = get(right, d->order[i], column);
            for (int64_t j = 0; j < i; j++) {
                sum -= get(lu, i, j) * get(x, j, column);
            }
            set(x, i, column, sum);
        }
        for (int64_t i = n - 1; i >= 0; i--) {
            double sum = get(x, i, column);
            for (int64_t j = i + 1; j < n; j++) {
                sum -= get(lu, i, j) * get(x, j, column);
            }
            set(x, i, column, sum / get(lu, i, i));
        }
    }
    return x;
}

// The greatest eigenvalue of a symmetric matrix.
static double greatest_eigenvalue(const Matrix *matrix, int64_t steps) {
    Matrix *vector = new_matrix(matrix->rows, 1);
    for (int64_t i = 0; i < matrix->rows; i++) {
        set(vector, i, 0, 1.0);
    }
    double value = 0.0;
    for (int64_t step = 0; step < steps; step++) {
        Matrix *next = times(matrix, vector);
        value = norm(next);
        vector = scale(next, 1.0 / value);
    }
    return value;
}

static void report(double value) {
    printf("%" PRId64 "\n", (int64_t)floor(value * 1000000.0));
}

int main(void) {
    int64_t seed = 17;
    Matrix *a = new_matrix(N, N);
    for (int64_t i = 0; i < N; i++) {
        for (int64_t j = 0; j < N; j++) {
            seed = seed * 16807 % 2147483647;
            set(a, i, j, (double)(seed % 2000) / 1000.0 - 1.0);
        }
    }
    Matrix *symmetric = scale(plus(a, transpose(a)), 0.5);
    Matrix *product = times(a, transpose(a));
    report(trace(a));
    report(trace(product));
    report(norm(minus(product, transpose(product))));

    Matrix *power = a;
    for (int i = 0; i < 5; i++) {
        power = scale(times(power, a), 0.1);
    }
    report(norm(power));

    Matrix *shifted = plus(symmetric, scale(identity(N), 20.0));
    report(greatest_eigenvalue(shifted, 300));
    Decomposition decomposition = decompose(scale(shifted, 0.05));
    report(determinant(&decomposition));
    Matrix *inverse = solve(&decomposition, identity(N));
    report(trace(inverse));
    report(norm(minus(times(scale(shifted, 0.05), inverse), identity(N))));

    double sum = 0.0;
    for (int i = 0; i < 5; i++) {
        Matrix *kept = all;
        Decomposition next = decompose(plus(a, scale(identity(N), i * 0.5)));
        sum += norm(solve(&next, symmetric));
        release_down_to(kept);
    }
    report(sum);
    release_down_to(NULL);
    return 0;
}
