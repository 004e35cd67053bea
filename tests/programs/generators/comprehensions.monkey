gen upto(n) { for (i in 0..n) { yield i } }
puts([x * x for x in upto(5)])
puts([x for x in upto(10) if x % 3 == 0])
puts([[x, y] for x in upto(3) for y in upto(x)])
puts([...upto(2), 9, ...upto(3), ...[7], ..."ab"])
fn f(...xs) { xs }
puts(f(...upto(4)), f(1, ...upto(2)), max(...upto(6)))
puts([10, 20].concat([...upto(2)]))
// expect: [0, 1, 4, 9, 16]
// expect: [0, 3, 6, 9]
// expect: [[1, 0], [2, 0], [2, 1]]
// expect: [0, 1, 9, 0, 1, 2, 7, "a", "b"]
// expect: [0, 1, 2, 3]
// expect: [1, 0, 1]
// expect: 5
// expect: [10, 20, 0, 1]
