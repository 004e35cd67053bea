let e = "outer"
try { throw "inner" } catch (e) { e = e + "!"; puts(e) } // expect: inner!
puts(e) // expect: outer
let fs = []
for (i in 0..3) { try { throw i } catch (x) { fs.push(() => x) } }
puts(fs.map(f => f())) // expect: [0, 1, 2]
