// Frames of inlined generators count: the limit is met where the plain run meets it.
// options: --max-depth 60
gen ones() { while (true) { yield 1 } }
gen more(g) { for (x in g) { yield x + 1 } }
fn chain(n) { let g = ones(); for (let i = 0; i < n; i++) { g = more(g) }; g }
for (let n = 0; n < 80; n += 7) {
    let s = 0
    let left = 20
    puts(try { for (x in chain(n)) { s += x; left -= 1; if (left == 0) { break } }; s } catch (e) { e })
}
// expect: 20
// expect: 160
// expect: 300
// expect: 440
// expect: 580
// expect: 720
// expect: 860
// expect: 1000
// expect: 1140
// expect: stack overflow: more than 60 frames
// expect: stack overflow: more than 60 frames
// expect: stack overflow: more than 60 frames
