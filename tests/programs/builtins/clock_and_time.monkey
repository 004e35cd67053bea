let a = clock()
let n = 0
for (i in 0..1000) { n += i }
let b = clock()
puts(type(a), b >= a, b - a < 20)
// expect: float
// expect: true
// expect: true
puts(time() > 1700000000, time() < 20000000000)
// expect: true
// expect: true
