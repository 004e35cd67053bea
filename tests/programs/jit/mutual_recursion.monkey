// Two functions that call each other, not in tail position.
fn down(n) { if (n <= 0) { return 0 }; 1 + up(n - 2) }
fn up(n) { if (n <= 0) { return 100 }; 2 + down(n + 1) }
let s = 0
for (let i = 0; i < 150; i++) { s = s + down(i % 40) }
puts(s, down(77), up(60))
// expect: 22207
// expect: 326
// expect: 280
