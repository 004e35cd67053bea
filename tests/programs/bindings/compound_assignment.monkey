let a = 10
a += 5
puts(a) // expect: 15
a -= 3
puts(a) // expect: 12
a *= 2
puts(a) // expect: 24
a /= 5
puts(a) // expect: 4
a %= 3
puts(a) // expect: 1
let s = "x"
s += "y"
puts(s) // expect: xy
let xs = [1]
xs += [2]
puts(xs) // expect: [1, 2]
