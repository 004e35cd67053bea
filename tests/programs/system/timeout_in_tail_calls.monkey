// Rounds of tail calls notice it, too, whether they call or not.
// options: --timeout 300ms
fn down(n) {
    return n == 0 ? 0 : down(n - 1);
}
fn round(n) {
    if (n > 1000 && n % 2 == 0) {
        return round(n + 1);
    }
    down(3);
    return round(n + 1);
}
puts(down(10)) // expect: 0
round(0)
// expect error: time limit of 300 ms exceeded
