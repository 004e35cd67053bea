let xs = [1, 2, 3, 4]
puts(map(xs, x => x * x)) // expect: [1, 4, 9, 16]
puts(filter(xs, x => x % 2 == 0)) // expect: [2, 4]
puts(reduce(xs, 0, (acc, x) => acc + x)) // expect: 10
puts(reduce([], "start", (acc, x) => acc + x)) // expect: start
puts(reduce(["a", "b"], "", (acc, x) => x + acc)) // expect: ba
puts(xs.map(str).join("")) // expect: 1234
puts(xs.filter(x => x > 2).map(x => x + 0.5)) // expect: [3.5, 4.5]
puts(map([], x => x), xs)
// expect: []
// expect: [1, 2, 3, 4]
puts(map(["a", "b"], upper)) // expect: ["A", "B"]
