// slow
puts("start") // expect: start
fn forever(n) { forever(n + 1) + 1 }
forever(0)
// expect error: stack overflow: more than 1000000 frames
