let a = 1
1 = 2
a + 1 = 3
a() = 3
// expect compile error at 2:1: cannot assign to a literal
// expect compile error at 3:1: cannot assign to this expression
// expect compile error at 4:1: cannot assign to a call
