puts("first") // expect: first
puts(hot.step)
import "./lib/hot"
// expect error: hot is used before its let has run
// expect error at: 2:6
