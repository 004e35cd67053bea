import "./lib/counter" as c
// expect: counter runs
let counter = "mine"
puts(c.next(), c.next(), c.n, counter)
// expect: 1
// expect: 2
// expect: 2
// expect: mine
