let a = [1]
a.push(a)
puts(a) // expect: [1, ...]
let h = {"name": "h"}
h.self_ = h
puts(h) // expect: {"name": "h", "self_": ...}
let x = [1]
let y = {"x": x}
x.push(y)
puts(x, y) // expect: [1, {"x": ...}]
// expect: {"x": [1, ...]}
