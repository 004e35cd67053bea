let a = [1, 2]
puts(a[2 ** 64], a[-(2 ** 64)], "ab"[2 ** 64])
// expect: null
// expect: null
// expect: null
puts(a[-(2 ** 64):2 ** 64]) // expect: [1, 2]
a[2 ** 64] = 1
// expect error: index out of range: 18446744073709551616 (length 2)
// expect error at: 7:2
