let a = []
puts(a.pop(), a.shift(), a)
// expect: null
// expect: null
// expect: []
a.push(1)
puts(a.pop(), a.pop(), a.push(2))
// expect: 1
// expect: null
// expect: [2]
