let i = 10
do { puts(i); i++ } while (i < 3) // expect: 10
let n = 0
do {
  n++
  if (n == 2) { continue }
  if (n == 5) { break }
} while (n < 100)
puts(n) // expect: 5
let m = 0
do { m++; if (m == 3) { continue } } while (m < 3)
puts(m) // expect: 3
