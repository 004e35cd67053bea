// Matrices as objects: products, sums, transposes, the LU decomposition with
// exchange of rows, the solution of systems of equations, and the greatest eigenvalue
// by power iteration, all of 180 x 180 floats. Prints the results in units of
// 1e-6, rounded down.

class Matrix {
    constructor(rows, columns) {
        this.rows = rows;
        this.columns = columns;
        this.data = new Array(rows * columns).fill(0.0);
    }

    static identity(n) {
        const result = new Matrix(n, n);
        for (let i = 0; i < n; i++) {
            result.set(i, i, 1.0);
        }
        return result;
    }

    get(row, column) {
        return this.data[row * this.columns + column];
    }

    set(row, column, value) {
        this.data[row * this.columns + column] = value;
    }

    copy() {
        return this.scale(1.0);
    }

    plus(other) {
        const result = new Matrix(this.rows, this.columns);
        const to = result.data;
        const a = this.data;
        const b = other.data;
        for (let i = 0; i < to.length; i++) {
            to[i] = a[i] + b[i];
        }
        return result;
    }

    scale(factor) {
        const result = new Matrix(this.rows, this.columns);
        const to = result.data;
        const from = this.data;
        for (let i = 0; i < to.length; i++) {
            to[i] = from[i] * factor;
        }
        return result;
    }

    minus(other) {
        return this.plus(other.scale(-1.0));
    }

    transpose() {
        const result = new Matrix(this.columns, this.rows);
        for (let i = 0; i < this.rows; i++) {
            for (let j = 0; j < this.columns; j++) {
                result.set(j, i, this.get(i, j));
            }
        }
        return result;
    }

    times(other) {
        const result = new Matrix(this.rows, other.columns);
        for (let i = 0; i < this.rows; i++) {
            for (let j = 0; j < other.columns; j++) {
                let sum = 0.0;
                for (let k = 0; k < this.columns; k++) {
                    sum += this.get(i, k) * other.get(k, j);
                }
                result.set(i, j, sum);
            }
        }
        return result;
    }

    trace() {
        let sum = 0.0;
        for (let i = 0; i < this.rows; i++) {
            sum += this.get(i, i);
        }
        return sum;
    }

    // The square root of the sum of all squares.
    norm() {
        let sum = 0.0;
        for (const value of this.data) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    swapRows(a, b) {
        for (let j = 0; j < this.columns; j++) {
            const kept = this.get(a, j);
            this.set(a, j, this.get(b, j));
            this.set(b, j, kept);
        }
    }

    decompose() {
        return new Decomposition(this);
    }
}

// Both triangles in one matrix; `order` tells the row that each row was.
class Decomposition {
    constructor(matrix) {
        const n = matrix.rows;
        const lu = matrix.copy();
        this.lu = lu;
        this.order = Array.from({length: n}, (_, i) => i);
        this.sign = 1.0;
        for (let k = 0; k < n; k++) {
            let best = k;
            for (let i = k + 1; i < n; i++) {
                if (Math.abs(lu.get(i, k)) > Math.abs(lu.get(best, k))) {
                    best = i;
                }
            }
            if (best !== k) {
                lu.swapRows(k, best);
                const kept = this.order[k];
                this.order[k] = this.order[best];
                this.order[best] = kept;
                this.sign = 0.0 - this.sign;
            }
            for (let i = k + 1; i < n; i++) {
                const factor = lu.get(i, k) / lu.get(k, k);
                lu.set(i, k, factor);
                for (let j = k + 1; j < n; j++) {
                    lu.set(i, j, lu.get(i, j) - factor * lu.get(k, j));
                }
            }
        }
    }

    determinant() {
        let product = this.sign;
        for (let i = 0; i < this.lu.rows; i++) {
            product *= this.lu.get(i, i);
        }
        return product;
    }

    // The matrix x for which the decomposed one times x is `right`.
    solve(right) {
        const lu = this.lu;
        const n = lu.rows;
        const x = new Matrix(n, right.columns);
        for (let column = 0; column < right.columns; column++) {
            for (let i = 0; i < n; i++) {
                let sum = right.get(this.order[i], column);
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
function greatestEigenvalue(matrix, steps) {
    let vector = new Matrix(matrix.rows, 1);
    for (let i = 0; i < matrix.rows; i++) {
        vector.set(i, 0, 1.0);
    }
    let value = 0.0;
    for (let step = 0; step < steps; step++) {
        const next = matrix.times(vector);
        value = next.norm();
        vector = next.scale(1.0 / value);
    }
    return value;
}

function report(value) {
    console.log(String(Math.floor(value * 1000000.0)));
}

function main(n) {
    let seed = 17;
    const a = new Matrix(n, n);
    for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
            seed = seed * 16807 % 2147483647;
            a.set(i, j, seed % 2000 / 1000.0 - 1.0);
        }
    }
    const symmetric = a.plus(a.transpose()).scale(0.5);
    const product = a.times(a.transpose());
    report(a.trace());
    report(product.trace());
    report(product.minus(product.transpose()).norm());

    let power = a;
    for (let i = 0; i < 5; i++) {
        power = power.times(a).scale(0.1);
    }
    report(power.norm());

    const shifted = symmetric.plus(Matrix.identity(n).scale(20.0));
    report(greatestEigenvalue(shifted, 300));
    const decomposition = shifted.scale(0.05).decompose();
    report(decomposition.determinant());
    const inverse = decomposition.solve(Matrix.identity(n));
    report(inverse.trace());
    const rest = shifted.scale(0.05).times(inverse).minus(Matrix.identity(n));
    report(rest.norm());

    let sum = 0.0;
    for (let i = 0; i < 5; i++) {
        sum += a.plus(Matrix.identity(n).scale(i * 0.5)).decompose().solve(symmetric).norm();
    }
    report(sum);
}

main(180);
