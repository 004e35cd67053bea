let a = [1, 2, 3]
puts(a[5]) // expect: null
a[5] = 1
// expect error: index out of range: 5 (length 3)
// expect error at: 3:2
