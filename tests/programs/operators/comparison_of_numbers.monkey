puts(1 < 2, 2 < 1, 1 < 1, 1 <= 1, 2 > 1, 1 >= 2)
// expect: true
// expect: false
// expect: false
// expect: true
// expect: true
// expect: false
puts(1 < 1.5, 2.5 > 2, 1.0 <= 1, 1.0 >= 1.5)
// expect: true
// expect: true
// expect: true
// expect: false
puts(-1 < 0, -0.0 < 0, 0.1 < 0.2)
// expect: true
// expect: false
// expect: true
