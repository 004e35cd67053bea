puts("this is never printed")
puts(unknown)
// expect compile error at 2:6: identifier not found: unknown
