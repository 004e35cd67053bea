// Recursion too deep, in a hot loop, caught each time.
// options: --max-depth 300
fn deep(n) { if (n == 0) { return 0 }; 1 + deep(n - 1) }
let caught = 0
let sum = 0
for (let i = 0; i < 120; i++) {
    try { sum = sum + deep(i % 3 == 2 ? 1000 : i) } catch (e) { caught++; if (i == 2) { puts(e.message) } }
}
puts(caught, sum)
// expect: stack overflow: more than 300 frames
// expect: 40
// expect: 4720
