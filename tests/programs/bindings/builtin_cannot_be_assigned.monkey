len = 5
// expect compile error at 1:1: cannot assign to builtin len
