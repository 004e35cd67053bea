let a = 1
1 = 2
a + 1 = 3
a() = 3
// expect compile error at 2:1: invalid assignment target
// expect compile error at 3:1: invalid assignment target
// expect compile error at 4:1: invalid assignment target
