let a = 5
a++
puts(a) // expect: 6
a--
a--
puts(a) // expect: 4
let xs = [1, 2]
xs[0]++
xs[-1]--
puts(xs) // expect: [2, 1]
let h = {"n": 1}
h.n++
h["n"]++
puts(h) // expect: {"n": 3}
let big = 9223372036854775807
big++
puts(big) // expect: 9223372036854775808
big--
puts(big) // expect: 9223372036854775807
