let [a, b] = [1, 2]
puts(a, b)
// expect: 1
// expect: 2
let [x, _, z] = [1, 2, 3]
puts(x + z) // expect: 4
let [head, ...tail] = [1, 2, 3]
puts(head, tail)
// expect: 1
// expect: [2, 3]
let [p, q, ...r] = [1]
puts(p, q, r)
// expect: 1
// expect: null
// expect: []
