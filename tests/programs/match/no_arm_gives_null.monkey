// Nothing fits: null. No arm at all: the value is evaluated all the same.
puts(match (5) { 1 => 2 }, match (puts("evaluated")) { })
let r = match ([1]) { [a, b] => a, {x} => x }
puts(r)
// expect: evaluated
// expect: null
// expect: null
// expect: null
