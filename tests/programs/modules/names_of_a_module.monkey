import "./lib/counter" for next, n, table
// expect: counter runs
puts(n) // expect: 0
puts(next(), next())
// expect: 1
// expect: 2
// A name stands for the module's variable: it shows what the variable holds now.
puts(n) // expect: 2
table["b"] = 2
table.c = 3
puts(table) // expect: {"a": 1, "b": 2, "c": 3}
let f = next
puts(f(), n)
// expect: 3
// expect: 3
import "./lib/counter" as whole
puts(whole.table == table, whole.next == next) 
// expect: true
// expect: true
