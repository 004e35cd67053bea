// Three nested counting loops: Pythagorean triples a <= b <= c <= n by brute
// force. Prints how many there are for n = 1800, and the sum of their sides.

function triples(n) {
    let count = 0;
    let sides = 0;
    for (let a = 1; a <= n; a++) {
        for (let b = a; b <= n; b++) {
            const square = a * a + b * b;
            for (let c = b; c <= n; c++) {
                if (c * c === square) {
                    count++;
                    sides += a + b + c;
                }
            }
        }
    }
    return [count, sides];
}

const [count, sides] = triples(1800);
console.log(String(count));
console.log(String(sides));
