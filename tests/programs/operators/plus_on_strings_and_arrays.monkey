puts("a" + "b", "" + "x", "x" + "")
// expect: ab
// expect: x
// expect: x
let a = [1]
let b = a + [2, "s"]
puts(a, b, [] + [])
// expect: [1]
// expect: [1, 2, "s"]
// expect: []
b[0] = 9
puts(a) // expect: [1]
