let f = x => x
let g = f
puts(f == g, f == (x => x), f != g)
// expect: true
// expect: false
// expect: false
puts(len == len, len == puts)
// expect: true
// expect: false
fn make() { () => 1 }
puts(make() == make()) // expect: true
fn capture(n) { () => n }
puts(capture(1) == capture(1)) // expect: false
