// A generator that runs cannot be resumed from inside.
let g = null
gen bad() { yield 1; yield g.next() }
g = bad()
puts(g.next())
puts(try { g.next() } catch (e) { e })
puts(g.done)
gen loops() { for (x in g) { yield x } }
g = loops()
puts(try { [...g] } catch (e) { e })
let h = null
gen inner() { yield h.next() }
gen outer() { try { for (x in inner()) { yield x } } catch (e) { yield e } }
h = outer()
puts(h.next())
// expect: 1
// expect: generator is already running
// expect: true
// expect: generator is already running
// expect: generator is already running
