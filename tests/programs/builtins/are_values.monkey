let fs = [len, upper, str]
puts(fs.map(f => f("ab"))) // expect: [2, "AB", "ab"]
puts([[1, 2], [3]].map(len)) // expect: [2, 1]
let apply = (f, ...xs) => f(...xs)
puts(apply(max, 1, 5, 3)) // expect: 5
puts(map([4.0, 9.0], sqrt)) // expect: [2.0, 3.0]
