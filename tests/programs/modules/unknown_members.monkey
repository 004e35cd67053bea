import "./lib/counter"
import "math" for sqr, pi, _x
counter.nxt()
counter._hidden
math.pi
fn f() { counter.nothing + counter.n }
counter.n.whatever
// expect compile error at 2:19: module math has no member sqr
// expect compile error at 2:28: module math has no member _x
// expect compile error at 3:9: module counter has no member nxt
// expect compile error at 4:9: module counter has no member _hidden
// expect compile error at 5:1: identifier not found: math
// expect compile error at 6:18: module counter has no member nothing
