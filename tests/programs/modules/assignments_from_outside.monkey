import "./lib/counter" as c
import "math" for sqrt
c = 1
c.n = 2
c.n += 1
c.n++
sqrt = 3
c.table.x = 1
c.list[0] = 5
// expect compile error at 3:1: cannot assign to c, which is imported
// expect compile error at 4:3: cannot assign to n of module counter from outside
// expect compile error at 5:3: cannot assign to n of module counter from outside
// expect compile error at 6:3: cannot assign to n of module counter from outside
// expect compile error at 7:1: cannot assign to sqrt, which is imported
