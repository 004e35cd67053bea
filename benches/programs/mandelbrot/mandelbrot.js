// The Mandelbrot set on a square grid over [-1.5, 0.5] x [-1, 1], at most 100
// rounds of z = z * z + c a point. Prints how many of 2000 x 2000 points stay,
// and the rounds in all.

function mandelbrot(size, limit) {
    let inside = 0;
    let total = 0;
    const scale = 2.0 / size;
    for (let row = 0; row < size; row++) {
        const ci = row * scale - 1.0;
        for (let column = 0; column < size; column++) {
            const cr = column * scale - 1.5;
            let zr = 0.0;
            let zi = 0.0;
            let zr2 = 0.0;
            let zi2 = 0.0;
            let rounds = 0;
            while (rounds < limit && zr2 + zi2 <= 4.0) {
                zi = 2.0 * zr * zi + ci;
                zr = zr2 - zi2 + cr;
                zr2 = zr * zr;
                zi2 = zi * zi;
                rounds++;
            }
            total += rounds;
            if (rounds === limit) {
                inside++;
            }
        }
    }
    return [inside, total];
}

const result = mandelbrot(2000, 100);
console.log(String(result[0]));
console.log(String(result[1]));
