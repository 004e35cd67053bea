// A loop written as a tail call of itself, thousands deep, with types that change.
fn count(n, acc) { if (n == 0) { return acc }; count(n - 1, acc + n) }
puts(count(3000, 0), count(3000, 0.5), count(100, 9223372036854775000))
fn build(n, s) { n == 0 ? s : build(n - 1, len(s) > 20 ? "x" : s + str(n)) }
puts(build(500, ""))
fn swap(n, a, b) { if (n == 0) { return [a, b] }; swap(n - 1, b, a + 1) }
puts(swap(1001, 0, "z" == "y" ? 1 : 0.5))
// expect: 4501500
// expect: 4501500.5
// expect: 9223372036854780050
// expect: x121110987654321
// expect: [500.5, 501]
