import "./lib/broken"
import "./lib/unknown_name" as u
broken.anything()
u.b
let z = nothing
// expect compile error at 4:3: module unknown_name has no member b
// expect compile error at 5:9: identifier not found: nothing
// expect compile error at lib/broken.monkey:2:1: expected an expression, found 'let'
// expect compile error at lib/broken.monkey:2:9: expected an expression, found ')'
// expect compile error at lib/unknown_name.monkey:1:10: identifier not found: nowhere
