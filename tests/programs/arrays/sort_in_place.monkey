let a = [3, 1, 2]
let b = a
a.sort()
puts(b) // expect: [1, 2, 3]
a.sort((x, y) => x > y)
puts(a) // expect: [3, 2, 1]
a.sort((x, y) => x - y)
puts(a) // expect: [1, 2, 3]
let words = ["pear", "fig", "apple"]
words.sort()
puts(words) // expect: ["apple", "fig", "pear"]
