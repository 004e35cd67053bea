let big = 2 ** 64
puts(big - big) // expect: 0
puts(big / big) // expect: 1
puts((big + 5) % big) // expect: 5
puts(big >> 60) // expect: 16
puts((big * 3 - big * 2) / 2 ** 60 + 1) // expect: 17
let xs = [big - (big - 7)]
puts(xs[big - big]) // expect: 7
