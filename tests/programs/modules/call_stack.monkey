import "./lib/fails"
fn run(xs) { let r = fails.outer(xs); r }
run([1])
// expect error: index out of range: 9 (length 1)
// expect error at: lib/fails.monkey:2:7
// expect frame: index at lib/fails.monkey:2:7
// expect frame: outer at lib/fails.monkey:4:24
// expect frame: run at 2:28
// expect frame: main at 3:1
