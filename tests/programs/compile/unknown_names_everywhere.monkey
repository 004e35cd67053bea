fn f(a) { b + a }
let g = x => x + y
if (true) { c }
puts([d], {"k": e}, `${h}`)
// expect compile error at 1:11: identifier not found: b
// expect compile error at 2:18: identifier not found: y
// expect compile error at 3:13: identifier not found: c
// expect compile error at 4:7: identifier not found: d
// expect compile error at 4:17: identifier not found: e
// expect compile error at 4:24: identifier not found: h
