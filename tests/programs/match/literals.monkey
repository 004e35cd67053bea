// Literals compare by `==`: an integer takes an equal float, a string its content.
fn f(x) {
    match (x) { 0 => "zero", 1 | 2 => "few", 2.5 => "half", "s" => "ess", "" => "empty", null => "null", true => "yes", false => "no", -3 => "minus" }
}
for (x in [0, 1, 2.0, 2.5, 3, "s", "", "t", null, true, false, -3, -3.0, -0.0, [0], 10 ** 30]) { puts(`${x} ${f(x)}`) }
// expect: 0 zero
// expect: 1 few
// expect: 2.0 few
// expect: 2.5 half
// expect: 3 null
// expect: s ess
// expect:  empty
// expect: t null
// expect: null null
// expect: true yes
// expect: false no
// expect: -3 minus
// expect: -3.0 minus
// expect: -0.0 zero
// expect: [0] null
// expect: 1000000000000000000000000000000 null
