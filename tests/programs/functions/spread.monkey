fn f(a, b, c) { [a, b, c] }
let xs = [1, 2, 3]
puts(f(...xs)) // expect: [1, 2, 3]
puts(f(0, ...[1, 2])) // expect: [0, 1, 2]
puts(f(...[1], 2, ...[3])) // expect: [1, 2, 3]
puts(max(...xs)) // expect: 3
puts(f(..."abc")) // expect: ["a", "b", "c"]
puts(f(...0..3)) // expect: [0, 1, 2]
puts([0, ...xs, 4, ...[]]) // expect: [0, 1, 2, 3, 4]
