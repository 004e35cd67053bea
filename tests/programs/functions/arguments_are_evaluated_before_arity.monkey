fn f(a) { a }
let r = try { f(puts("evaluated"), 2) } catch (e) { e.message }
puts(r)
// expect: evaluated
// expect: wrong number of arguments: want=1, got=2
