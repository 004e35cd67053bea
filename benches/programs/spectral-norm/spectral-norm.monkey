// The spectral norm of the infinite matrix a(i, j) = 1 / ((i+j)(i+j+1)/2 + i+1),
// cut to 3000 x 3000, by ten rounds of the power method. Prints the norm in
// units of 1e-9, rounded down.

fn element(i, j) {
    return 1.0 / ((i + j) * (i + j + 1) * 0.5 + i + 1);
}

fn times(v, out, n) {
    for (let i = 0; i < n; i++) {
        let sum = 0.0;
        for (let j = 0; j < n; j++) {
            sum += element(i, j) * v[j];
        }
        out[i] = sum;
    }
}

fn timesTransposed(v, out, n) {
    for (let i = 0; i < n; i++) {
        let sum = 0.0;
        for (let j = 0; j < n; j++) {
            sum += element(j, i) * v[j];
        }
        out[i] = sum;
    }
}

fn norm(n) {
    let u = array(n, 1.0);
    let v = array(n, 0.0);
    let w = array(n, 0.0);
    for (let round = 0; round < 10; round++) {
        times(u, w, n);
        timesTransposed(w, v, n);
        times(v, w, n);
        timesTransposed(w, u, n);
    }
    let uv = 0.0;
    let vv = 0.0;
    for (let i = 0; i < n; i++) {
        uv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    return sqrt(uv / vv);
}

puts(floor(norm(3000) * 1000000000.0))
