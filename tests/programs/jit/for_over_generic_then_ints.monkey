// One loop over arrays whose elements are of one kind in one call and mixed in the next, stopped in the middle.
fn first_over(xs, limit) {
    for (x in xs) { if (x > limit) { return x } }
    "none"
}
let ints = range(200)
let floats = [x * 0.5 for x in 0..200]
let mixed = [i % 2 == 0 ? i : i * 1.0 for i in 0..200]
for (k in [50, 99.5, 150, 300]) { puts(first_over(ints, k), first_over(floats, k), first_over(mixed, k)) }
puts(try { first_over([1, 2, "x"], 5) } catch (e) { e.message })
// expect: 51
// expect: 50.5
// expect: 51.0
// expect: 100
// expect: none
// expect: 100
// expect: 151
// expect: none
// expect: 151.0
// expect: none
// expect: none
// expect: none
// expect: type mismatch: string > int
