let a = [10, 20, 30]
puts(a[0], a[2], a[-1], a[-3])
// expect: 10
// expect: 30
// expect: 30
// expect: 10
puts(a[3], a[-4], a[1000], [][0])
// expect: null
// expect: null
// expect: null
// expect: null
puts(a[1 + 1], a[len(a) - 1], [1, 2, 3][1])
// expect: 30
// expect: 30
// expect: 2
