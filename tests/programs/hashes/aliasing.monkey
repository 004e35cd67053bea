let a = {"n": 1}
let b = a
b.n = 2
b.m = 3
puts(a, a == b)
// expect: {"n": 2, "m": 3}
// expect: true
let list = [a, a]
list[0].n = 5
puts(list) // expect: [{"n": 5, "m": 3}, {"n": 5, "m": 3}]
