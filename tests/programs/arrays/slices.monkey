let a = [1, 2, 3, 4, 5]
puts(a[1:3], a[:2], a[3:], a[:])
// expect: [2, 3]
// expect: [1, 2]
// expect: [4, 5]
// expect: [1, 2, 3, 4, 5]
puts(a[-2:], a[:-2], a[-3:-1], a[1:-1])
// expect: [4, 5]
// expect: [1, 2, 3]
// expect: [3, 4]
// expect: [2, 3, 4]
puts(a[2:100], a[-100:2], a[4:2], a[9:], [][:])
// expect: [3, 4, 5]
// expect: [1, 2]
// expect: []
// expect: []
// expect: []
