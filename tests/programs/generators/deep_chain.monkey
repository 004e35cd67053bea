// Each generator of a chain that is resumed takes a frame.
// slow
// options: --max-depth 5000
gen ones() { while (true) { yield 1 } }
gen more(g) { for (x in g) { yield x + 1 } }
fn chain(n) { let g = ones(); for (i in 0..n) { g = more(g) }; g }
puts(chain(1000).next())
puts(try { chain(20000).next() } catch (e) { e })
let g = chain(20000)
puts(try { g.next() } catch (e) { "again" }, g.done, g.next())
// expect: 1001
// expect: stack overflow: more than 5000 frames
// expect: again
// expect: true
// expect: null
