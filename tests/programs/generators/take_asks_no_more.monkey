// `take` and destructuring resume a generator no more often than they need.
gen loud() { for (i in 1..10) { puts(`make ${i}`); yield i } }
let g = loud()
puts(take(g, 2))
let [a, b] = g
puts(a, b)
puts(take(g, 0))
puts(g.next())
let [c] = g
puts(c)
// expect: make 1
// expect: make 2
// expect: [1, 2]
// expect: make 3
// expect: make 4
// expect: 3
// expect: 4
// expect: []
// expect: make 5
// expect: 5
// expect: make 6
// expect: 6
