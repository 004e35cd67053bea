// Closures: counters that share a captured variable with nobody else, called
// in turn, and function compositions built anew each round. Prints the checksum
// of all results.

fn makeCounter(step) {
    let count = 0;
    return fn() {
        count += step;
        if (count >= 1000003) {
            count -= 1000003;
        }
        return count;
    };
}

fn adder(n) {
    return fn(x) { return x + n; };
}

fn compose(f, g) {
    return fn(x) { return f(g(x)); };
}

fn main(rounds) {
    let counters = [];
    for (let i = 0; i < 8; i++) {
        counters.push(makeCounter(2 * i + 1));
    }
    let double = fn(x) { return x * 2; };
    let total = 0;
    for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < 8; i++) {
            total += counters[i]();
        }
        let both = compose(adder(round), compose(double, adder(1)));
        for (let i = 0; i < 4; i++) {
            total += both(i);
        }
    }
    return total;
}

puts(main(2000000))
