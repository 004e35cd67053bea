puts("x")
break
fn f() { continue }
while (true) { fn() { break }() }
// expect compile error at 2:1: break outside a loop
// expect compile error at 3:10: continue outside a loop
// expect compile error at 4:23: break outside a loop
