// Permutations by recursion with exchanges: goes through all orders of 10 numbers, eight
// times. Prints how many there were and a checksum of them.

const values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
let count = 0;
let checksum = 0;

function exchange(i, j) {
    const kept = values[i];
    values[i] = values[j];
    values[j] = kept;
}

function permute(n) {
    if (n === 0) {
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
console.log(String(count));
console.log(String(checksum));
