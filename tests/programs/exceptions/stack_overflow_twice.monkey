// slow
fn forever() { 1 + forever() }
let n = 0
for (i in 0..2) { try { forever() } catch (e) { n++ } }
puts(n) // expect: 2
