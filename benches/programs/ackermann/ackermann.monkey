// Ackermann's function: deep recursion in an argument, and a tail call around it. Prints
// ack(2, n) summed for some n, and ack(3, 8).

fn ack(m, n) {
    if (m == 0) {
        return n + 1;
    }
    if (n == 0) {
        return ack(m - 1, 1);
    }
    return ack(m - 1, ack(m, n - 1));
}

fn main(rounds) {
    let sum = 0;
    for (let n = 0; n < 50 * rounds; n++) {
        sum += ack(2, n);
    }
    puts(sum);
    let deep = 0;
    for (let i = 0; i < rounds; i++) {
        deep += ack(3, 8);
    }
    puts(deep)
}

main(12)
