fn f(n) {
  try { if (n == 0) { throw "bottom" } f(n - 1) } catch (e) { `${n} ${e}` }
}
puts(f(3)) // expect: 0 bottom
fn g(n) { try { h(n) } catch (e) { "caught " + e } }
fn h(n) { throw "x" }
puts(g(1)) // expect: caught x
