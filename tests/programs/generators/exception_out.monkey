// What a body throws ends the generator and goes to whoever resumed it.
gen g() { yield 1; throw "oops"; yield 2 }
let it = g()
puts(it.next())
puts(try { it.next() } catch (e) { "caught " + e })
puts(it.done, it.next())
let seen = []
try { for (x in g()) { seen.push(x) } } catch (e) { seen.push(e) }
puts(seen)
gen divides(xs) { for (x in xs) { yield 10 / x } }
for (x in divides([5, 2])) { puts(x) }
puts(try { [...divides([1, 0, 2])] } catch (e) { e })
// expect: 1
// expect: caught oops
// expect: true
// expect: null
// expect: [1, "oops"]
// expect: 2
// expect: 5
// expect: division by zero
