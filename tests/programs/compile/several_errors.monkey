let a = ;
puts("between")
let = 3
fn f() { 1 }
puts(1 2)
// expect compile error at 1:9: expected an expression, found ';'
// expect compile error at 3:5: expected a name, '[' or '{', found '='
// expect compile error at 5:8: expected ',' or ')', found '2'
