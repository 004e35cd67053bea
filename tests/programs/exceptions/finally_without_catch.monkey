fn f() {
  try { throw "lost?" } finally { puts("cleanup") }
  puts("never")
}
try { f() } catch (e) { puts("outer " + e) }
// expect: cleanup
// expect: outer lost?
let r = try { 1 } finally { puts("after") }
puts(r)
// expect: after
// expect: 1
