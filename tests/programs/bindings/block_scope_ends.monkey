if (true) { let inner = 1 }
while (false) { let loopy = 2 }
puts(inner)
puts(loopy)
// expect compile error at 3:6: identifier not found: inner
// expect compile error at 4:6: identifier not found: loopy
