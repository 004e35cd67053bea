// An enum of many values.
enum M { a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 }
let place = {}
let n = 0
for (m in M) { place[m] = n; n++ }
puts(len(M), place[M.a0], place[M.b7], place[M.c9], [...M][-1], M.c9 == [...M][29])
// expect: 30
// expect: 0
// expect: 17
// expect: 29
// expect: M.c9
// expect: true
