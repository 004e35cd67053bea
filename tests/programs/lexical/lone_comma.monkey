let a = [,]
// expect compile error at 1:10: expected an expression, found ','
