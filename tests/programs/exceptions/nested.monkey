let r = try {
  try { throw "inner" } catch (e) { throw e + " then outer" }
} catch (e) { e }
puts(r) // expect: inner then outer
let s = try {
  try { 1 / 0 } catch (e) { null.x } finally { puts("f1") }
} catch (e) { e.message } finally { puts("f2") }
puts(s)
// expect: f1
// expect: f2
// expect: cannot read field x of null
