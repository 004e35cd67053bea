let a = 1
puts(a, b)
fn f(x) { x + y }
z = 3
// expect compile error at 2:9: identifier not found: b
// expect compile error at 3:15: identifier not found: y
// expect compile error at 4:1: identifier not found: z
