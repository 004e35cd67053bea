// The product of two square matrices of floats, arrays of rows, by the
// definition. Prints the sum of the elements and the trace, rounded down.

fn matrix(n, seed) {
    let rows = [];
    for (let i = 0; i < n; i++) {
        let row = array(n, 0.0);
        for (let j = 0; j < n; j++) {
            row[j] = (i * seed + j * 3) % 17 * 0.25;
        }
        rows.push(row);
    }
    return rows;
}

fn multiply(a, b, n) {
    let c = [];
    for (let i = 0; i < n; i++) {
        let ai = a[i];
        let ci = array(n, 0.0);
        for (let j = 0; j < n; j++) {
            let sum = 0.0;
            for (let k = 0; k < n; k++) {
                sum += ai[k] * b[k][j];
            }
            ci[j] = sum;
        }
        c.push(ci);
    }
    return c;
}

fn main(n) {
    let c = multiply(matrix(n, 5), matrix(n, 7), n);
    let total = 0.0;
    let trace = 0.0;
    for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
            total += c[i][j];
        }
        trace += c[i][i];
    }
    puts(floor(total));
    puts(floor(trace));
}

main(650)
