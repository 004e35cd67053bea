let a = 1
}
puts(a)
// expect compile error at 2:1: expected a statement, found '}'
