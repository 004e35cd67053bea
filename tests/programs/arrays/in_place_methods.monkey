let a = [1, 2]
a.push(3)
puts(a) // expect: [1, 2, 3]
puts(a.pop(), a) // expect: 3
// expect: [1, 2]
puts(a.shift(), a) // expect: 1
// expect: [2]
a.unshift(0)
puts(a) // expect: [0, 2]
a.insert(1, 1)
puts(a) // expect: [0, 1, 2]
puts(a.remove(0), a) // expect: 0
// expect: [1, 2]
