// A recursion that overflows the stack, again and again, from frames at different depths: always at the same depth.
// options: --max-depth 700
let deepest = 0
fn down(n) { if (n > deepest) { deepest = n }; 1 + down(n + 1) }
fn from(k) { if (k == 0) { try { down(0) } catch (e) { "caught" } } else { from(k - 1) } }
for (let i = 0; i < 9; i++) {
    deepest = 0
    puts([from(i), deepest])
}
// expect: ["caught", 697]
// expect: ["caught", 697]
// expect: ["caught", 697]
// expect: ["caught", 697]
// expect: ["caught", 697]
// expect: ["caught", 697]
// expect: ["caught", 697]
// expect: ["caught", 697]
// expect: ["caught", 697]
