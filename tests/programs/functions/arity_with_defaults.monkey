fn f(a, b = 1) { a }
let r = []
for (n in 0..4) { r.push(try { f(...array(n, 0)) } catch (e) { e.message }) }
puts(r[0]) // expect: wrong number of arguments: want=1..2, got=0
puts(r[1], r[2])
// expect: 0
// expect: 0
puts(r[3]) // expect: wrong number of arguments: want=1..2, got=3
fn g(a, b, ...c) { a }
puts(try { g(1) } catch (e) { e.message }) // expect: wrong number of arguments: want=2+, got=1
fn h(a, b = 1, ...c) { a }
puts(try { h() } catch (e) { e.message }) // expect: wrong number of arguments: want=1+, got=0
