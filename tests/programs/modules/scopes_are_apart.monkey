import "./lib/same_a" as a
import "./lib/same_b" as b
import "./lib/shadows"
let name = "main"
fn hello() { "hello from " + name }
puts(a.hello(), b.hello(), hello())
// expect: hello from a
// expect: hello from b
// expect: hello from main
puts(a.name, b.name, name)
// expect: a
// expect: b
// expect: main
puts(shadows.test(), shadows.puts, len([1, 2]))
// expect: my len
// expect: no function
// expect: 2
