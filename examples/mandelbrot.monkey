// The Mandelbrot set as text: each character stands for a point c of the plane,
// and the denser it is, the longer z = z * z + c takes to escape.
//
// Shows ranges, comprehensions, functions as values and the pipe operator.
//
//     hivm run examples/mandelbrot.monkey

const WIDTH = 76;
const HEIGHT = 30;
const LIMIT = 200;
const SHADES = " .,:;=+*#%";

// Rounds until z leaves the circle of radius 2, at most LIMIT.
fn escape(cr, ci) {
    let zr = 0.0;
    let zi = 0.0;
    let rounds = 0;
    while (rounds < LIMIT && zr * zr + zi * zi <= 4.0) {
        let next = zr * zr - zi * zi + cr;
        zi = 2.0 * zr * zi + ci;
        zr = next;
        rounds++;
    }
    return rounds;
}

fn shade(rounds) {
    return rounds == LIMIT ? "@" : SHADES[min(rounds / 2, len(SHADES) - 1)];
}

fn row(y) {
    let ci = 2.4 * y / (HEIGHT - 1) - 1.2;
    return [escape(3.2 * x / (WIDTH - 1) - 2.3, ci) |> shade() for x in 0..WIDTH] |> join("");
}

for (y in 0..HEIGHT) {
    row(y) |> puts();
}
