// Two closures of one function with variables of their own, called in turn.
fn make(start, step) {
    let n = start
    () => { n = n + step; n }
}
let a = make(0, 1)
let b = make(0.5, 2)
let c = make("", "x")
let sum = 0
for (let i = 0; i < 300; i++) {
    sum = sum + a() + b()
    if (i % 30 == 0) { c() }
}
puts(sum, a(), b(), c())
// expect: 135600.0
// expect: 301
// expect: 602.5
// expect: xxxxxxxxxxx
