let a = [1, 2, 3]
a[0] = 10
a[-1] = 30
a[1] = "mixed"
puts(a) // expect: [10, "mixed", 30]
let m = [[0, 0], [0, 0]]
m[1][0] = 5
puts(m) // expect: [[0, 0], [5, 0]]
