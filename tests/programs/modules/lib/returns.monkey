puts("returns runs")
let before = 1
fn early() { "early" }
if (before == 1) { return 5 }
puts("never")
let after = 2
fn late() { "late" }
