let a = []
for (i in 0..1000) { a = push(a, i) }
puts(len(a), a[0], a[999])
// expect: 1000
// expect: 0
// expect: 999
