let n = 5
puts([x for x in n])
// expect error: cannot iterate over int
// expect error at: 2:18
