fn f() {
  for (i in 0..2) {
    try { if (i == 0) { continue }; break } catch (e) { puts("wrong handler") }
  }
  throw "outside"
}
puts(try { f() } catch (e) { "right " + e }) // expect: right outside
