// Rounds of tail calls notice a time limit, also those that call nothing else.
// options: --timeout 300ms
fn twice(n) {
    return n == 0 ? 0 : twice(n - 1) + twice(n - 1);
}
fn round(n) {
    if (n > 400000 || n % 200 < 100) {
        return round(n + 1);
    }
    twice(2);
    return round(n + 1);
}
puts(twice(10)) // expect: 0
round(0)
// expect error: time limit of 300 ms exceeded
