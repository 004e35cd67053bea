// Arms are tried in order, guards only where the pattern fits.
fn say(s, v) { print(s, " "); v }
fn f(x) {
    match (x) {
        int(n) when say("first", n > 10) => "large",
        n when say("second", n == 5) => "five",
        [_] => "one",
        int(_) when say("third", false) => "never",
        _ when say("fourth", true) => "rest",
    }
}
for (x in [11, 5, [1], 3, "s"]) { puts(f(x)) }
// expect: first large
// expect: first second five
// expect: second one
// expect: first second third fourth rest
// expect: second fourth rest
