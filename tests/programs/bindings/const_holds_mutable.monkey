const a = [1]
a.push(2)
a[0] = 9
puts(a) // expect: [9, 2]
const h = {}
h.k = 1
puts(h) // expect: {"k": 1}
