// One long counting loop: the sum of 1..n modulo a prime, reduced by a
// subtraction so that the loop holds a data-dependent branch.
// Prints the sum for n = 450000000.

fn sumTo(n) {
    let total = 0;
    for (let i = 1; i <= n; i++) {
        total += i;
        if (total >= 1000000007) {
            total -= 1000000007;
        }
    }
    return total;
}

puts(sumTo(450000000))
