// The function that is called is assigned anew by itself.
let g = fn(n) { if (n == 700) { g = x => x * 2 }; n + 1 }
let s = 0
for (let i = 0; i < 900; i++) { s = s + g(i) }
puts(s)
// expect: 564451
