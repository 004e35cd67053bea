import "./lib/hot" as m
import "math"
import "json" for parse
fn tell(f) { try { puts(f()) } catch (e) { puts(e) } }
tell(() => m.twice()) // expect: wrong number of arguments: want=1, got=0
tell(() => m.twice(1, 2)) // expect: wrong number of arguments: want=1, got=2
tell(() => math.asin()) // expect: math.asin: wrong number of arguments: want=1, got=0
tell(() => math.sqrt(1, 2)) // expect: sqrt: wrong number of arguments: want=1, got=2
tell(() => parse()) // expect: json.parse: wrong number of arguments: want=1, got=0
let n = m.step
m.step(1) // expect error: not a function: int
// expect error at: 11:3
