fn a() { try { return 1 } finally { return 2 } }
puts(a()) // expect: 2
fn b() { try { throw "x" } finally { return "swallowed" } }
puts(b()) // expect: swallowed
fn c() { try { throw "first" } finally { throw "second" } }
puts(try { c() } catch (e) { e }) // expect: second
fn d() { for (i in 0..3) { try { return i } finally { continue } } "done" }
puts(d()) // expect: done
fn e() { while (true) { try { throw 1 } finally { break } } "out" }
puts(e()) // expect: out
