puts("before") // expect: before
exit(3)
puts("never")
// status: 3
