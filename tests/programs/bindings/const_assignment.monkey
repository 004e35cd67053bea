const limit = 10
puts(limit)
limit = 11
// expect compile error at 3:1: cannot assign to const limit
