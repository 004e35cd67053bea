// A guard sees the pattern's names and all others; `when` is a word only there.
let limit = 10
let when = 3
fn f(x) {
    match (x) {
        [a, b] when a == b => "pair",
        [int(a), b] when a > b && b > limit - 10 => "falling",
        int(n) when n > limit => "above",
        int(when) when when == limit => "at",
        n when (n == when) => "three",
        s when s => "true",
        _ => "false",
    }
}
for (x in [[1, 1], [2, 1], [null, 5], [1, 2], 11, 10, 3, "s", false, null]) { puts(f(x)) }
// expect: pair
// expect: falling
// expect: true
// expect: true
// expect: above
// expect: at
// expect: three
// expect: true
// expect: false
// expect: false
