// Two loops over one array at once, the inner one changing it.
let a = range(25)
let n = 0
let s = 0
for (x in a) {
    for (y in a) {
        n++
        if (x == y) { a[n % 25] = a[n % 25] + 1 }
        s = (s * 3 + x * y) % 100003
    }
}
puts(n, s, sum(a))
// expect: 625
// expect: 35707
// expect: 325
