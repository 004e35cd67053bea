puts(array(3, "x"), array(0, 1), array(2))
// expect: ["x", "x", "x"]
// expect: []
// expect: [null, null]
let a = array(1000, 0)
a[999] = 1
puts(len(a), sum(a)) // expect: 1000
// expect: 1
puts(type(try { array(-1, 0) } catch (e) { e })) // expect: error
