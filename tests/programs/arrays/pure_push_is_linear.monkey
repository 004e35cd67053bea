// slow
let a = []
for (i in 0..300000) { a = push(a, i) }
puts(len(a), a[299999], sum(a[:10]))
// expect: 300000
// expect: 299999
// expect: 45
