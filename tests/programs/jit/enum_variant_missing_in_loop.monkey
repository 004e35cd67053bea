// A value that the enum has not, late in a hot loop.
enum A { X, Y }
enum B { X }
fn y(e) { e.Y }
let n = 0
for (let i = 0; i < 1000; i++) {
    let e = if (i < 900) { A } else { B }
    if (y(e) == A.Y) { n += 1 }
    if (i == 899) { puts(n) }
}
// expect: 900
// expect error: enum B has no variant Y
// expect error at: 4:13
