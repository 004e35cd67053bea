// slow
fn forever(n) { 1 + forever(n + 1) }
let e = try { forever(0) } catch (e) { e }
puts(type(e)) // expect: error
puts(e.message) // expect: stack overflow: more than 1000000 frames
puts(e.line) // expect: 2
fn ok(n) { n == 0 ? 0 : 1 + ok(n - 1) }
puts(ok(1000)) // expect: 1000
