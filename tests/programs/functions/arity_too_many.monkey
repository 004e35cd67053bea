let f = () => 1
puts("x") // expect: x
puts(1 + f(1, 2))
// expect error: wrong number of arguments: want=0, got=2
// expect error at: 3:10
