let = 5
puts(1)
// expect compile error at 1:5: expected a name, '[' or '{', found '='
