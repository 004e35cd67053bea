fn f(x) {
  let y = x

  y / 0
}
let e = try {
  f(1)
} catch (e) { e }
puts(e.line, e.message)
// expect: 4
// expect: division by zero
