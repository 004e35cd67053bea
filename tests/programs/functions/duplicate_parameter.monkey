fn f(a, b, a) { a }
// expect compile error at 1:12: duplicate parameter a
