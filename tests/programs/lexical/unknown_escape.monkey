puts("fine")
puts("a \q b")
// expect compile error at 2:9: unknown escape '\q'
