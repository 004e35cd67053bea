let a = 1
}
puts(a)
// expect compile error at 2:1: expected an expression, found '}'
