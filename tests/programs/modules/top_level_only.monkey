fn f() { import "math"; math.pi }
if (true) { import "math" as m; m.pi }
for (x in [1]) { import "math" for sqrt, cos; sqrt(x) }
math.pi
// expect compile error at 1:10: an import stands at the top level of its file
// expect compile error at 2:13: an import stands at the top level of its file
// expect compile error at 3:18: an import stands at the top level of its file
// expect compile error at 4:1: identifier not found: math
