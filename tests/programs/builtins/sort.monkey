let xs = [3, 1, 2]
puts(sort(xs), xs)
// expect: [1, 2, 3]
// expect: [3, 1, 2]
puts(sort(["b", "a", "C"])) // expect: ["C", "a", "b"]
puts(sort([2, 1.5, -1, 10 ** 20])) // expect: [-1, 1.5, 2, 100000000000000000000]
puts(sort(xs, (a, b) => a > b)) // expect: [3, 2, 1]
puts(sort(xs, (a, b) => b - a)) // expect: [3, 2, 1]
puts(sort(xs, (a, b) => 0.5 * (a - b))) // expect: [1, 2, 3]
puts(sort([]), sort([1]))
// expect: []
// expect: [1]
