let n = 0
let xs = []
try { n = 5; xs.push(1); throw "x"; n = 6 } catch (e) { }
puts(n, xs)
// expect: 5
// expect: [1]
