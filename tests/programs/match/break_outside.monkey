// An arm is no loop.
match (1) { 1 => { break }, _ => { continue } }
// expect compile error at 2:20: break outside a loop
// expect compile error at 2:36: continue outside a loop
