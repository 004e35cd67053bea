import "./lib/defaults" for greet
import "./lib/defaults" as d
import "math"
puts(greet("a"), d.greet("b", "bye"), d.greet(...["c", "hi", 1, 2]))
// expect: hello a[]
// expect: bye b[]
// expect: hi c[1, 2]
puts("d" |> d.greet("yo", 3), math.max(...[1, 5, 2]), 2 |> math.pow(5))
// expect: yo d[3]
// expect: 5
// expect: 32
