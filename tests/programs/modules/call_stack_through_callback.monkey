import "./lib/fails" for apply
import "array"
fn bad(x) { x.y.z }
puts(try { array.map([1], x => apply(bad, x)) } catch (e) { e.message + " " + str(e.line) }) // expect: cannot read field y of int 3
apply(bad, 1)
// expect error: cannot read field y of int
// expect error at: 3:15
// expect frame: bad at 3:15
// expect frame: apply at lib/fails.monkey:5:26
// expect frame: main at 5:1
