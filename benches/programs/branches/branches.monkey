// Twelve branches in sequence, each taken in about half of the rounds: what a pseudorandom
// number leaves when divided decides. Prints three sums that all branches change, at the end.

fn run(rounds) {
    let seed = 12345;
    let a = 0;
    let b = 0;
    let c = 0;
    for (let i = 0; i < rounds; i++) {
        seed = seed * 16807 % 2147483647;
        if (seed % 2 < 1) {
            a = a + 1;
        } else {
            a = a + 2;
        }
        if (seed % 3 < 1) {
            b = b + a;
        } else {
            b = b - 1;
        }
        if (seed % 5 < 2) {
            c = c + 3;
        } else {
            c = c + b;
        }
        if (seed % 7 < 3) {
            a = a - c;
        } else {
            a = a + 5;
        }
        if (seed % 11 < 5) {
            b = b + 7;
        } else {
            b = b - c;
        }
        if (seed % 13 < 6) {
            c = c - 2;
        } else {
            c = c + 9;
        }
        if (seed % 17 < 8) {
            a = a + b;
        } else {
            a = a - 4;
        }
        if (seed % 19 < 9) {
            b = b - 6;
        } else {
            b = b + c;
        }
        if (seed % 23 < 11) {
            c = c + a;
        } else {
            c = c - 8;
        }
        if (seed % 29 < 14) {
            a = a - 3;
        } else {
            a = a + c;
        }
        if (seed % 31 < 15) {
            b = b - a;
        } else {
            b = b + 10;
        }
        if (seed % 37 < 18) {
            c = c + 11;
        } else {
            c = c - b;
        }
        a = a % 1000003;
        b = b % 1000003;
        c = c % 1000003;
    }
    return [a, b, c];
}

let sums = run(4000000);
puts(sums[0]);
puts(sums[1]);
puts(sums[2])
