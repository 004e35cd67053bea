puts(range(3), range(1, 4), range(0, 10, 3), range(3, 0, -1))
// expect: [0, 1, 2]
// expect: [1, 2, 3]
// expect: [0, 3, 6, 9]
// expect: [3, 2, 1]
puts(range(0), range(5, 1), range(-2, 1))
// expect: []
// expect: []
// expect: [-2, -1, 0]
puts(type(try { range(1, 2, 0) } catch (e) { e })) // expect: error
