// options: --max-depth 100
fn deep(n) { n == 0 ? 0 : 1 + deep(n - 1) }
puts(deep(50)) // expect: 50
puts(try { deep(200) } catch (e) { e.message }) // expect: stack overflow: more than 100 frames
fn tail(n) { n == 0 ? "tail calls do not count" : tail(n - 1) }
puts(tail(10000)) // expect: tail calls do not count
