yield 1
fn f() { yield 2 }
gen g(a = yield 3) { () => { yield 4 }; yield 5 }
let x = [yield]
gen h() { break; yield y }
// expect compile error at 1:1: yield outside a generator function
// expect compile error at 2:10: yield outside a generator function
// expect compile error at 3:11: yield outside a generator function
// expect compile error at 3:30: yield outside a generator function
// expect compile error at 4:10: yield outside a generator function
// expect compile error at 5:11: break outside a loop
// expect compile error at 5:24: identifier not found: y
