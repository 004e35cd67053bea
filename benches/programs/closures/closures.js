// Closures: counters that share a captured variable with nobody else, called
// in turn, and function compositions built anew each round. Prints the checksum
// of all results.

function makeCounter(step) {
    let count = 0;
    return function () {
        count += step;
        if (count >= 1000003) {
            count -= 1000003;
        }
        return count;
    };
}

function adder(n) {
    return function (x) { return x + n; };
}

function compose(f, g) {
    return function (x) { return f(g(x)); };
}

function main(rounds) {
    const counters = [];
    for (let i = 0; i < 8; i++) {
        counters.push(makeCounter(2 * i + 1));
    }
    const double = function (x) { return x * 2; };
    let total = 0;
    for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < 8; i++) {
            total += counters[i]();
        }
        const both = compose(adder(round), compose(double, adder(1)));
        for (let i = 0; i < 4; i++) {
            total += both(i);
        }
    }
    return total;
}

console.log(String(main(2000000)));
