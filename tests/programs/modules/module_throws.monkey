puts("before") // expect: before
import "./lib/throws"
puts("never")
// expect error: not ready
// expect error at: lib/throws.monkey:2:14
// expect frame: check at lib/throws.monkey:2:14
// expect frame: module throws at lib/throws.monkey:3:1
// expect frame: main at 2:1
