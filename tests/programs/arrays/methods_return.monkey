let a = [2]
puts(a.push(1) == a, a.unshift(3) == a, a.insert(0, 9) == a, a.sort() == a)
// expect: true
// expect: true
// expect: true
// expect: true
puts(a.push(7).push(8)) // expect: [1, 2, 3, 9, 7, 8]
