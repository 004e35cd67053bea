// Permutations by recursion with exchanges: goes through all orders of 10 numbers, eight
// times. Prints how many there were and a checksum of them.

let values = range(0, 10);
let count = 0;
let checksum = 0;

fn exchange(i, j) {
    let kept = values[i];
    values[i] = values[j];
    values[j] = kept;
}

fn permute(n) {
    if (n == 0) {
        count++;
        checksum = (checksum * 7 + values[0] * 10 + values[9]) % 1000003;
        return;
    }
    for (let i = 0; i <= n; i++) {
        exchange(i, n);
        permute(n - 1);
        exchange(i, n);
    }
}

for (let round = 0; round < 8; round++) {
    permute(9);
}
puts(count);
puts(checksum)
