puts("before") // expect: before
if (true) { return 5; }
puts("after")
// status: 0
