let {x, y: z} = {"x": 1, "y": 2, "w": 3}
puts(x, z)
// expect: 1
// expect: 2
let {missing} = {}
puts(missing) // expect: null
fn f() {
  let {a, b} = {"a": 5, "b": 6}
  a * b
}
puts(f()) // expect: 30
