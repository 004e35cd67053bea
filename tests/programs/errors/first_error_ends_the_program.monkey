puts("one") // expect: one
error("stop here")
puts("two")
// expect error: stop here
// expect error at: 2:1
