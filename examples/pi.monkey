// The digits of pi, one at a time and without end, by Gibbons's spigot: a
// fraction is refined until its next digit is certain, which is then taken out.
// The integers grow to hundreds of digits on the way.
//
// Shows big integers and a closure as an endless source.
//
//     hivm run examples/pi.monkey
//     hivm run examples/pi.monkey -- DIGITS

// Returns a function that gives the next digit at each call.
fn piDigits() {
    let q = 1;
    let r = 0;
    let t = 1;
    let k = 1;
    let digit = 3;
    let odd = 3;
    return fn() {
        while (4 * q + r - t >= digit * t) {
            let next = (q * (7 * k + 2) + r * odd) / (t * odd);
            r = (2 * q + r) * odd;
            q *= k;
            t *= odd;
            k += 1;
            odd += 2;
            digit = next;
        }
        let taken = digit;
        digit = 10 * (3 * q + r) / t - 10 * taken;
        r = 10 * (r - taken * t);
        q *= 10;
        return taken;
    };
}

let count = int(args()[0] ?? "500");
let nextDigit = piDigits();
let line = "";
puts(`${nextDigit()}.`);
for (let i = 1; i <= count; i++) {
    line += str(nextDigit());
    if (i % 50 == 0 || i == count) {
        puts(padRight(line, 54) + ` : ${i}`);
        line = "";
    } else if (i % 10 == 0) {
        line += " ";
    }
}
