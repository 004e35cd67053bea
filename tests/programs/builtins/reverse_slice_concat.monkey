let a = [1, 2, 3]
puts(reverse(a), a.reverse(), a)
// expect: [3, 2, 1]
// expect: [3, 2, 1]
// expect: [1, 2, 3]
puts(slice(a, 1, 3), slice(a, -2, 3), a.slice(0, 100))
// expect: [2, 3]
// expect: [2, 3]
// expect: [1, 2, 3]
puts(concat([1], [2, 3]), [1].concat([]), a)
// expect: [1, 2, 3]
// expect: [1]
// expect: [1, 2, 3]
