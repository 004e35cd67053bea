fn check(x) {
  if (x > 2) {
    error(`too big: ${x}`)
  }
  x
}
let e = try { check(1) + check(5) } catch (e) { e }
puts(e.message, e.line)
// expect: too big: 5
// expect: 3
