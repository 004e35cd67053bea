// Builtins that go through elements take generators.
gen upto(n) { for (i in 0..n) { yield i } }
puts(map(upto(3), x => x * 2), upto(4).map(str))
puts(filter(upto(6), x => x % 2 == 1), upto(6).filter(x => x > 3))
puts(reduce(upto(5), 10, (a, x) => a + x), upto(3).reduce("", (a, x) => a + str(x)))
forEach(upto(2), x => puts(x))
puts(upto(9).find(x => x > 4), upto(3).any(x => x == 2), upto(3).all(x => x < 2))
puts(sum(upto(5)), upto(4).sum(), join(upto(3)), upto(3).join("-"))
puts(enumerate(upto(2)), unique((gen() { yield 1; yield 2; yield 1.0 })()))
puts(sort((gen() { yield 3; yield 1; yield 2 })()), upto(3).sort((a, b) => b - a), sortBy(upto(4), x => -x))
puts(groupBy(upto(5), x => x % 2))
puts(zip(upto(5), "ab"), zip([1, 2, 3], upto(2)), upto(3).zip(upto(2), {"k": 1, "l": 2}))
puts(zip([1, 2], [3, 4]), sum([1, 2]), join(["a", 1], "+"), take([1, 2, 3], 2), enumerate("ab"), unique([1, 1]))
// expect: [0, 2, 4]
// expect: ["0", "1", "2", "3"]
// expect: [1, 3, 5]
// expect: [4, 5]
// expect: 20
// expect: 012
// expect: 0
// expect: 1
// expect: 5
// expect: true
// expect: false
// expect: 10
// expect: 6
// expect: 012
// expect: 0-1-2
// expect: [[0, 0], [1, 1]]
// expect: [1, 2]
// expect: [1, 2, 3]
// expect: [2, 1, 0]
// expect: [3, 2, 1, 0]
// expect: {0: [0, 2, 4], 1: [1, 3]}
// expect: [[0, "a"], [1, "b"]]
// expect: [[1, 0], [2, 1]]
// expect: [[0, 0, "k"], [1, 1, "l"]]
// expect: [[1, 3], [2, 4]]
// expect: 3
// expect: a+1
// expect: [1, 2]
// expect: [[0, "a"], [1, "b"]]
// expect: [1]
