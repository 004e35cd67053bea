let fs = [fn(x) {
  let y = x
  -1
  y
}, fn(x) {
  let z = x
  [9]
  z
}]
puts(fs[0](5), fs[1](6))
// expect: 5
// expect: 6
