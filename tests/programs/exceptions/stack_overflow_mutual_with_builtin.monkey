// slow
fn f(x) { map([x], g)[0] + 1 }
fn g(x) { f(x) + 1 }
puts(try { f(1) } catch (e) { e.message }) // expect: stack overflow: more than 1000000 frames
