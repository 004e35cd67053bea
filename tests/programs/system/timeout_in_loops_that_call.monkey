// Loops in functions that call themselves notice a time limit in rounds without a call, too.
// options: --timeout 900ms
let count = 0;
fn walk(depth, rounds) {
    if (depth == 0) {
        count++;
        return;
    }
    for (let n = 0; n < rounds; n++) {
        if (n < 4) {
            walk(depth - 1, rounds);
        }
        count += 2;
    }
}
for (let i = 0; i < 400; i++) {
    walk(4, 4 + i % 2);
}
puts(count) // expect: 408400
walk(4, 1000000000000)
// expect error: time limit of 900 ms exceeded
