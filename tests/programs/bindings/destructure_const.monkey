const [a, b] = [1, 2]
puts(a + b)
b = 5
// expect compile error at 3:1: cannot assign to const b
