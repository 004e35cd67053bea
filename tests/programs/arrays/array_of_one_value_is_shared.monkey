let rows = array(2, [0])
rows[0].push(1)
puts(rows) // expect: [[0, 1], [0, 1]]
let zeros = array(3, 0)
zeros[0] = 5
puts(zeros, array(2), array(0, 1))
// expect: [5, 0, 0]
// expect: [null, null]
// expect: []
