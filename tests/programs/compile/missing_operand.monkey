let a = 1 + ;
puts(a)
// expect compile error at 1:13: expected an expression, found ';'
