// Matrices as objects: products, LU decomposition, eigenvalue; see the benchmark of this name.

class Matrix {
    let rows;
    let columns;
    let data;

    fn init(rows, columns) {
        self.rows = rows;
        self.columns = columns;
        self.data = array(rows * columns, 0.0);
    }

    static fn identity(n) {
        let result = Matrix(n, n);
        for (let i = 0; i < n; i++) {
            result.set(i, i, 1.0);
        }
        return result;
    }

    fn get(row, column) {
        return self.data[row * self.columns + column];
    }

    fn set(row, column, value) {
        self.data[row * self.columns + column] = value;
    }

    fn copy() {
        return self.scale(1.0);
    }

    fn plus(other) {
        let result = Matrix(self.rows, self.columns);
        let to = result.data;
        let a = self.data;
        let b = other.data;
        for (let i = 0; i < len(to); i++) {
            to[i] = a[i] + b[i];
        }
        return result;
    }

    fn scale(factor) {
        let result = Matrix(self.rows, self.columns);
        let to = result.data;
        let from = self.data;
        for (let i = 0; i < len(to); i++) {
            to[i] = from[i] * factor;
        }
        return result;
    }

    fn minus(other) {
        return self.plus(other.scale(-1.0));
    }

    fn transpose() {
        let result = Matrix(self.columns, self.rows);
        for (let i = 0; i < self.rows; i++) {
            for (let j = 0; j < self.columns; j++) {
                result.set(j, i, self.get(i, j));
            }
        }
        return result;
    }

    fn times(other) {
        let result = Matrix(self.rows, other.columns);
        for (let i = 0; i < self.rows; i++) {
            for (let j = 0; j < other.columns; j++) {
                let sum = 0.0;
                for (let k = 0; k < self.columns; k++) {
                    sum += self.get(i, k) * other.get(k, j);
                }
                result.set(i, j, sum);
            }
        }
        return result;
    }

    fn trace() {
        let sum = 0.0;
        for (let i = 0; i < self.rows; i++) {
            sum += self.get(i, i);
        }
        return sum;
    }

    // The square root of the sum of all squares.
    fn norm() {
        let sum = 0.0;
        for (value in self.data) {
            sum += value * value;
        }
        return sqrt(sum);
    }

    fn swapRows(a, b) {
        for (let j = 0; j < self.columns; j++) {
            let kept = self.get(a, j);
            self.set(a, j, self.get(b, j));
            self.set(b, j, kept);
        }
    }

    fn decompose() {
        return Decomposition(self);
    }
}

// Both triangles in one matrix; `order` tells the row that each row was.
class Decomposition {
    let lu;
    let order;
    let sign;

    fn init(matrix) {
        let n = matrix.rows;
        let lu = matrix.copy();
        self.lu = lu;
        self.order = range(n);
        self.sign = 1.0;
        for (let k = 0; k < n; k++) {
            let best = k;
            for (let i = k + 1; i < n; i++) {
                if (abs(lu.get(i, k)) > abs(lu.get(best, k))) {
                    best = i;
                }
            }
            if (best != k) {
                lu.swapRows(k, best);
                let kept = self.order[k];
                self.order[k] = self.order[best];
                self.order[best] = kept;
                self.sign = 0.0 - self.sign;
            }
            for (let i = k + 1; i < n; i++) {
                let factor = lu.get(i, k) / lu.get(k, k);
                lu.set(i, k, factor);
                for (let j = k + 1; j < n; j++) {
                    lu.set(i, j, lu.get(i, j) - factor * lu.get(k, j));
                }
            }
        }
    }

    fn determinant() {
        let product = self.sign;
        for (let i = 0; i < self.lu.rows; i++) {
            product *= self.lu.get(i, i);
        }
        return product;
    }

    // The matrix x for which the decomposed one times x is `right`.
    fn solve(right) {
        let lu = self.lu;
        let n = lu.rows;
        let x = Matrix(n, right.columns);
        for (let column = 0; column < right.columns; column++) {
            for (let i = 0; i < n; i++) {
                let sum = right.get(self.order[i], column);
                for (let j = 0; j < i; j++) {
                    sum -= lu.get(i, j) * x.get(j, column);
                }
                x.set(i, column, sum);
            }
            for (let i = n - 1; i >= 0; i--) {
                let sum = x.get(i, column);
                for (let j = i + 1; j < n; j++) {
                    sum -= lu.get(i, j) * x.get(j, column);
                }
                x.set(i, column, sum / lu.get(i, i));
            }
        }
        return x;
    }
}

// The greatest eigenvalue of a symmetric matrix.
fn greatestEigenvalue(matrix, steps) {
    let vector = Matrix(matrix.rows, 1);
    for (let i = 0; i < matrix.rows; i++) {
        vector.set(i, 0, 1.0);
    }
    let value = 0.0;
    for (let step = 0; step < steps; step++) {
        let next = matrix.times(vector);
        value = next.norm();
        vector = next.scale(1.0 / value);
    }
    return value;
}

fn report(value) {
    puts(floor(value * 1000000.0));
}

fn main(n) {
    let seed = 17;
    let a = Matrix(n, n);
    for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
            seed = seed * 16807 % 2147483647;
            a.set(i, j, seed % 2000 / 1000.0 - 1.0);
        }
    }
    let symmetric = a.plus(a.transpose()).scale(0.5);
    let product = a.times(a.transpose());
    report(a.trace());
    report(product.trace());
    report(product.minus(product.transpose()).norm());

    let power = a;
    for (let i = 0; i < 5; i++) {
        power = power.times(a).scale(0.1);
    }
    report(power.norm());

    let shifted = symmetric.plus(Matrix.identity(n).scale(20.0));
    report(greatestEigenvalue(shifted, 20));
    let decomposition = shifted.scale(0.05).decompose();
    report(decomposition.determinant());
    let inverse = decomposition.solve(Matrix.identity(n));
    report(inverse.trace());
    let rest = shifted.scale(0.05).times(inverse).minus(Matrix.identity(n));
    report(rest.norm());

    let sum = 0.0;
    for (let i = 0; i < 5; i++) {
        sum += a.plus(Matrix.identity(n).scale(i * 0.5)).decompose().solve(symmetric).norm();
    }
    report(sum);
}

main(7)
// expect: 874000
// expect: 14448726
// expect: 0
// expect: 309
// expect: 21422894
// expect: 1038586
// expect: 6967901
// expect: 0
// expect: 12882084
