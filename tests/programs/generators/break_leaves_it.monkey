// break leaves a generator where it is: another loop or next goes on.
gen count() { for (i in 0..10) { yield i } }
let g = count()
for (x in g) { if (x == 2) { break } }
puts(g.next())
for (x in g) { puts(x); if (x == 5) { break } }
fn firstEven(it) { for (x in it) { if (x % 2 == 0) { return x } } null }
puts(firstEven(g), firstEven(g))
for (x in g) { puts(x) }
puts(g.done)
for (x in g) { puts("never") }
// expect: 3
// expect: 4
// expect: 5
// expect: 6
// expect: 8
// expect: 9
// expect: true
