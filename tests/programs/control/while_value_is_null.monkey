fn f() { while (false) { 1 } }
puts(f()) // expect: null
fn g() { for (x in [1]) { x } }
puts(g()) // expect: null
fn h() { do { 1 } while (false) }
puts(h()) // expect: null
fn k() { for (let i = 0; i < 1; i++) { i } }
puts(k()) // expect: null
