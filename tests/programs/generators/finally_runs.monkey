// finally runs when the body leaves it; that of a generator that nobody resumes any more does not.
gen g() { try { yield 1; yield 2 } finally { puts("cleanup") } }
for (x in g()) { puts(x) }
for (x in g()) { puts(x); break }
puts("no cleanup")
gen early() { try { yield 1; return 5 } finally { puts("left") } }
puts([...early()])
gen inner() { try { yield "a"; throw "b" } catch (e) { yield e } finally { yield "f" }; yield "end" }
puts([...inner()])
gen replaced() { for (i in 0..3) { try { yield i; throw "lost" } finally { if (i < 2) { continue } } } }
puts(try { [...replaced()] } catch (e) { e })
// expect: 1
// expect: 2
// expect: cleanup
// expect: 1
// expect: no cleanup
// expect: left
// expect: [1]
// expect: ["a", "b", "f", "end"]
// expect: lost
