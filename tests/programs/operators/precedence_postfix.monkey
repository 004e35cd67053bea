let fs = {"xs": [x => [x, x * 2]]}
puts(fs.xs[0](4)[1]) // expect: 8
puts(-"abc".len()) // expect: -3
puts(2 ** [1, 3][1]) // expect: 8
let n = {"v": 1}
n.v++
puts(-n.v ** 2) // expect: -4
