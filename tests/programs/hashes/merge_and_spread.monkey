let a = {"x": 1, "y": 2}
let b = {"y": 20, "z": 30}
puts(merge(a, b), a)
// expect: {"x": 1, "y": 20, "z": 30}
// expect: {"x": 1, "y": 2}
puts({...a, "k": 1}) // expect: {"x": 1, "y": 2, "k": 1}
puts({"y": 0, ...a, ...b}) // expect: {"y": 20, "x": 1, "z": 30}
puts({...{}}) // expect: {}
