// The Collatz map: halve an even number, triple an odd one and add one.
// Prints the start below 1000000 with the longest way down to 1, the length of
// that way, and the steps taken in all.

fn longest(limit) {
    let best = 1;
    let bestSteps = 0;
    let total = 0;
    for (let start = 1; start < limit; start++) {
        let n = start;
        let steps = 0;
        while (n != 1) {
            if (n % 2 == 0) {
                n = n / 2;
            } else {
                n = 3 * n + 1;
            }
            steps++;
        }
        total += steps;
        if (steps > bestSteps) {
            best = start;
            bestSteps = steps;
        }
    }
    return [best, bestSteps, total];
}

let result = longest(1000000);
puts(result[0]);
puts(result[1]);
puts(result[2])
