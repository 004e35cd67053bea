fn down(n) { if (n == 0) { throw "bottom" } else { 1 + down(n - 1) } }
puts(try { down(1000) } catch (e) { e }) // expect: bottom
let depth = 0
fn deep(n) { try { if (n == 0) { throw 0 } deep(n - 1) } catch (e) { depth++; throw e + 1 } }
puts(try { deep(50) } catch (e) { e }) // expect: 51
puts(depth) // expect: 51
