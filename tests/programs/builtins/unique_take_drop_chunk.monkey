puts(unique([1, 2, 1, 3, 2])) // expect: [1, 2, 3]
puts(unique([1, 1.0, "1", true])) // expect: [1, "1", true]
puts(take([1, 2, 3], 2), take([1], 5), take([1], 0))
// expect: [1, 2]
// expect: [1]
// expect: []
puts(drop([1, 2, 3], 2), drop([1], 5), drop([1], 0))
// expect: [3]
// expect: []
// expect: [1]
puts(chunk([1, 2, 3, 4, 5], 2), chunk([], 3))
// expect: [[1, 2], [3, 4], [5]]
// expect: []
